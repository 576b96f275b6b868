"""Posts, and how many of them are open, a bar for each role family or level."""

from collections.abc import Iterable

from dashboard.charts.board import LINE, bars, board, room_for, spec, texts
from dashboard.charts.picture import Pictures, Shape, Spec, pictures
from dashboard.reading.focus import Focus, Row
from dashboard.sentences.names import label_of
from dashboard.sentences.places import open_first, open_said
from dashboard.sentences.sentence import Finding

_STEP, _THICK = 30, 18
Bar = tuple[str, int, int]  # name, posts open, posts


def posts_chart(posts: Iterable[Row], focus: Focus, *, finding: Finding, name: str = "posts") -> Pictures:
    """Outline: posts. Filled: those that are open. In the order of posts open.

    posts: rows of the measure `posts`, totals among them
    """
    rows = list(posts)
    parts = focus.parts(rows)
    found = [(label_of(str(focus.breakdown), part), parts[part][0]) for part in open_first({"posts": rows}, focus)]
    found = found or [("All", row) for row in focus.total(rows)]
    every = [(label, int(row["open"]), int(row["posts"])) for label, row in found]
    return pictures(lambda shape: _spec(shape, every), name=name, finding=finding)


def _spec(shape: Shape, every: list[Bar]) -> Spec:
    said = [open_said(opened, posts) for _, opened, posts in every]
    step, above = (_STEP + LINE, LINE) if shape.stacked else (_STEP, 0)
    left = 2 if shape.stacked else room_for(label for label, _, _ in every)
    layers = []
    for place, ((label, opened, posts), text) in enumerate(zip(every, said, strict=True)):
        middle = place * step + above + _STEP / 2
        top, bottom = middle - _THICK / 2, middle + _THICK / 2
        layers += bars([(0, opened, top, bottom)], "demand")
        layers += bars([(0, posts, top, bottom)], "openings")
        layers += texts([(posts, middle, text)], "value", dx=6, fontWeight=400)
        if shape.stacked:
            layers += texts([(0, middle - LINE, label)], "value", fontWeight=400)
        else:
            layers += texts([(0, middle, label)], "value", align="right", dx=-8, fontWeight=400)
    largest = max((posts for _, _, posts in every), default=0) or 1
    right = shape.width - room_for(said)
    height = max(step * len(every), LINE)
    return spec(board(layers, width=shape.width, height=height, figures=(0, largest), pixels=(left, right)))
