"""The page of a system or an organisation: the region's with fewer sections, of posts and never of people."""

from collections.abc import Mapping, Sequence

from dashboard.charts.picture import Pictures
from dashboard.pages.longest import longest_to_come
from dashboard.pages.page import Page, Section, Source, query, said_of_confidential, title
from dashboard.pages.place_tables import demand_table_of_place, posts_table
from dashboard.pages.places import Cells, places_section
from dashboard.pages.quality import quality_section
from dashboard.pages.region import covers, covers_posts
from dashboard.pages.returns import Known, returns_section
from dashboard.reading.focus import Focus, by_horizon
from dashboard.reading.places import SYSTEM, Place
from dashboard.sentences.headlines import Figures, number
from dashboard.sentences.names import ALL
from dashboard.sentences.places import demand_finding_of_place, headlines_of_place, posts_finding
from dashboard.sentences.trust import late_organisations, trust
from talentboard.nhs.words import between, capital, clock, count, long_day, plural, rate_of, whole

SENIOR_POSTS = "senior posts"


def place_page(
    figures: Figures,
    focus: Focus,
    source: Source,
    place: Place,
    *,
    organisations: Mapping[str, Known] | None = None,
    pictures: Mapping[str, Pictures] | None = None,
    below: tuple[Sequence[Place], Cells] = ((), {}),
) -> Page:
    """The page of a place; arguments as of `region_page`.

    figures: the rows of `posts`, `demand`, `trust` and `quality` of the slice of the place
    """
    said = headlines_of_place(figures, focus, place=place.said)
    own = query(focus, source.snapshot)
    down = places_section(*below, focus, source)
    return Page(
        source=source,
        focus=focus,
        title=title(place.said, focus, SENIOR_POSTS),
        made=f"made {long_day(source.made_at)} at {clock(source.made_at)}",
        covers=covers(figures, focus) if place.kind == SYSTEM else covers_posts(focus),
        confidential=said_of_confidential(source.edition),
        lead=said[0],
        findings=tuple(said[1:]),
        trust=trust(figures, focus, said),
        key_figures=_key_figures(figures, focus, place),
        sections=(
            *_sections(figures, focus, source, pictures or {}),
            longest_to_come(own, {}),
            *([down] if down else []),
            *_quality(figures, focus, source, place, organisations or {}),
        ),
        query=own,
        late=_late_address(figures, focus, source, place),
        posts=_posts_address(place, focus, source),
    )


def _posts_address(place: Place, focus: Focus, source: Source) -> str:
    """Where the same posts are listed one by one, on the day of the figures."""
    chosen = {"role_family": focus.role_family, "level": focus.level}
    narrowed = "".join(f"&{name}={value}" for name, value in chosen.items() if value != ALL)
    return f"{source.up}posts/?{place.kind}={place.code}{narrowed}&as_of={source.as_of}"


def _late_address(figures: Figures, focus: Focus, source: Source, place: Place) -> str:
    """Where it is said whose returns are late, and how old they are; empty where none is."""
    if not late_organisations(figures):
        return ""
    key = "#returns" if place.kind == SYSTEM else "#quality"
    return key if focus.is_everything else f"{query(Focus(), source.snapshot)}{key}"


def _key_figures(figures: Figures, focus: Focus, place: Place) -> tuple[tuple[str, str, str], ...]:
    rows = focus.total(figures["posts"])
    posts, opened, vacant = (number(rows, column) for column in ("posts", "open", "vacant"))
    year = by_horizon(focus.total(figures["demand"])).get("0-1", {})
    low, high = int(year.get("low") or 0), int(year.get("high") or 0)
    forecast = f"80% interval {between(low, high)}" if year.get("demand_count") else "no vacancy is forecast"
    covered = opened - vacant
    return (
        (capital(focus.posts), count(posts), ""),
        ("Open now", count(opened), rate_of(opened, posts)),
        ("Vacant", count(vacant), f"and {count(covered)} held by interim or acting people" if covered else ""),
        ("Expected within a year", count(whole(year.get("demand_expected") or 0)), forecast),
        _freshness(figures, place),
    )


def _freshness(figures: Figures, place: Place) -> tuple[str, str, str]:
    """How many returns of a system are late; how old that of an organisation is."""
    late = late_organisations(figures)
    if place.kind == SYSTEM:
        organisations = sum(row["organisation"] != ALL for row in figures["quality"])
        return ("Late returns", count(len(late)), f"of {plural(organisations, 'organisation')}")
    age = next((row["return_age_days"] for row in figures["quality"] if row["organisation"] == place.code), None)
    if age is None:
        return ("Days since its return", "n/a", "no return is signed off yet")
    return ("Days since its return", count(age), "late" if late else "")


def _sections(figures: Figures, focus: Focus, source: Source, pictures: Mapping[str, Pictures]) -> tuple[Section, ...]:
    def address(narrowed: Focus) -> str:
        return query(narrowed, source.snapshot)

    own = query(focus, source.snapshot)
    posts = posts_table(figures, focus, address=address)
    demand = demand_table_of_place(figures, focus)
    return (
        Section("posts", "Where posts are open", posts_finding(figures, focus), posts, own, pictures.get("posts")),
        Section("demand", "How sure we are", demand_finding_of_place(figures, focus), demand, own,
                pictures.get("demand")),
    )  # fmt: skip


def _quality(
    figures: Figures, focus: Focus, source: Source, place: Place, organisations: Mapping[str, Known]
) -> list[Section]:
    """What the figures rest on, said of the whole only: a system's late returns; an organisation's data quality."""
    if not focus.is_everything:
        return []
    if place.kind == SYSTEM:
        returns = returns_section(figures, organisations, source)
        return [returns] if returns else []
    return [quality_section(figures, place, source)]
