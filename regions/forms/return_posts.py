"""One post of a return: what is said of it, who holds it, and whether it is expected to fall vacant."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from regions.models import BoardSeat, Forecast, Level, Occupancy, Pay, RoleFamily
from regions.posts import likelihood
from talentboard.nhs.look import Look
from talentboard.nhs.words import long_day
from talentboard.sheets import Problem

from .typed import Ticked, Typed, TypedDayInput, listed, offered, told, version_of

NO_FORECAST, OPEN, CONFIDENTIAL, BOTH = "none", "open", "confidential", "both"
VACANT = Occupancy.Kind.VACANT.value
DAYS = ("since", "expected_end", "returns_on", "established_from")
COLUMNS = (
    "title", "role_family", "level", "pay", "board_seat", "clinical", "critical", "occupancy", "holder", "since",
    "expected_end", "returns_on", "established_from", "shared_with",
)  # fmt: skip
ITSELF = {
    "title", "role_family", "level", "pay", "board_seat", "clinical", "critical", "established_from", "shared_with",
}  # fmt: skip
OUTLOOKS = [
    (NO_FORECAST, "No, or nothing is known"),
    (OPEN, "Yes"),
    (CONFIDENTIAL, "Yes, in confidence"),
    (BOTH, "Yes, and in confidence something else"),
]
Said = dict[str, str]


class PostForm(forms.Form):
    """A post as typed. It never refuses anything: `problems` of what was typed are put beside its fields.

    kept: what is kept of the post, by column; nothing for a new one. as_of: the day that the return describes.
    forecasts: the kinds (False: open, True: confidential) that the writer may see and keep.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    post_ref = Typed("Reference", "Yours, once in your organisation", longest=40)
    title = Typed("Title", longest=150)
    role_family = Typed("Role family", widget=listed(RoleFamily.choices))
    level = Typed("Level", widget=listed(Level.choices))
    pay = Typed("Pay", widget=listed(Pay.choices, empty="Not given"))
    board_seat = Typed("Seat on the board", widget=listed(BoardSeat.choices, empty="Not given"))
    clinical = Typed("The post needs a clinical registration", widget=Ticked)
    critical = Typed("The board counts it as critical", widget=Ticked)
    established_from = Typed("First day of the post", widget=TypedDayInput)
    shared_with = Typed(
        "Other organisations that it serves", "Their ODS codes, with a semicolon between two: RAJ; RQW. Blank if none"
    )
    occupancy = Typed("How it is held", widget=forms.RadioSelect(choices=Occupancy.Kind.choices))
    holder = Typed("Holder", "For a job share both names, with a semicolon between them")
    since = Typed("Since when", widget=TypedDayInput)
    expected_end = Typed("When this is expected to end", "Leave blank if not known", widget=TypedDayInput)
    returns_on = Typed(
        "When the absent holder returns", "Only where the holder covers somebody’s absence", widget=TypedDayInput
    )
    outlook = Typed("Is it expected to fall vacant?", widget=forms.RadioSelect(choices=OUTLOOKS))

    looks = {
        "post_ref": Look(width=10),
        "occupancy": Look(
            hints={
                "substantive": "Somebody holds the post in their own right",
                "interim": "Somebody brought in covers it for a time",
                "acting": "Somebody of the organisation covers it for a time",
                "secondment-in": "Somebody lent by another organisation holds it",
                VACANT: "Nobody holds it",
            }
        ),
        "outlook": Look(
            hints={
                OPEN: "Boards see when, how likely and why",
                CONFIDENTIAL: "Left out of everything that boards see. Seen by you, the chief executive and the "
                "regional lead, never by the post’s holder",
            }
        ),
    }

    def __init__(self, data: Mapping[str, Any], *, kept: Said, as_of: Any, forecasts: Iterable[bool], **kwargs: Any):
        super().__init__(data, **kwargs)
        self.kept, self.kinds = kept, frozenset(forecasts)
        self.is_new = not kept
        if not self.is_new:
            del self.fields["post_ref"]
        self._add_forecasts()
        if not self.is_new:
            day = long_day(as_of)
            self.fields["since"].help_text = f"If it has changed hands, the first day of that; blank if that is {day}"
        for name, field in self.fields.items():
            offered(field.widget, told(data, name))

    def _add_forecasts(self) -> None:
        """The boxes of a forecast, and of a second, confidential one beside an open one, where they may be kept."""
        if not self.kinds:
            del self.fields["outlook"]
            return
        offered_here = [one for one in OUTLOOKS if one[0] in {NO_FORECAST, OPEN} or True in self.kinds]
        self.fields["outlook"].widget.choices = offered_here
        for prefix in ("", "private_") if True in self.kinds else ("",):
            self.fields |= forecast_fields(prefix)
            self.looks = self.looks | forecast_looks(prefix)

    @property
    def itself_is_wrong(self) -> bool:
        """Whether something of the post's own fields is to be put right."""
        return any(name in self.errors for name in ITSELF)

    @property
    def first_forecast(self) -> list[forms.BoundField]:
        return self._boxes("")

    @property
    def second_forecast(self) -> list[forms.BoundField]:
        """The confidential one beside an open one."""
        return self._boxes("private_")

    def _boxes(self, prefix: str) -> list[forms.BoundField]:
        """Those of one forecast; the number of one's own is shown under its choice."""
        names = [name for name in forecast_fields(prefix) if name in self.fields]
        return [self[name] for name in names if name != f"{prefix}probability"]

    def said(self) -> Said:
        """What is said of the post, by column, as typed. Nobody holds a vacant post, nor covers an absence in it."""
        names = (*COLUMNS, "post_ref") if self.is_new else COLUMNS
        typed = {name: self._typed(name) for name in names}
        if typed["occupancy"] == VACANT:
            typed["holder"] = typed["returns_on"] = ""
        for name in DAYS:
            if same_day(typed[name], self.kept.get(name, "")):
                typed[name] = self.kept.get(name, "")
        return typed

    def _typed(self, name: str) -> str:
        """What a field holds; a problem put beside it takes nothing away from that."""
        return str(self[name].value() or "").strip() if name in self.fields else ""

    def forecasts_said(self) -> dict[bool, Said | None]:
        """What is said of the forecasts that the writer may keep, by whether confidential; None: that there is none."""
        if not self.kinds:
            return {}
        outlook = self._typed("outlook") or NO_FORECAST
        first = self._forecast("") if outlook != NO_FORECAST else None
        private = {CONFIDENTIAL: first, BOTH: self._forecast("private_") if True in self.kinds else None}
        said: dict[bool, Said | None] = {False: first if outlook in {OPEN, BOTH} else None, True: private.get(outlook)}
        return {kind: forecast for kind, forecast in said.items() if kind in self.kinds}

    @property
    def known_version(self) -> int | None:
        """The version of the line that was looked at; none where there was none."""
        return version_of(self._typed("version"))

    def put_beside(self, problem: Problem, sentence: str) -> None:
        """Say beside its field what is wrong with what was typed, and what would be right."""
        name = problem.column
        if problem.sheet == "forecasts":
            name = f"{self._prefix_of(problem)}{name}"
        if name.endswith("probability") and self._typed(name.replace("probability", "likelihood")) != likelihood.OTHER:
            name = name.replace("probability", "likelihood")
        self.add_error(name if name in self.fields else None, sentence)

    def _prefix_of(self, problem: Problem) -> str:
        """Which of two forecasts a problem is about: the one that says what is wrong."""
        second = f"private_{problem.column}"
        is_second = second in self.fields and self._typed("outlook") == BOTH
        return "private_" if is_second and self._typed(second) == problem.value else ""

    def _forecast(self, prefix: str) -> Said:
        chosen = self._typed(f"{prefix}likelihood")
        number = self._typed(f"{prefix}probability") if chosen == likelihood.OTHER else chosen
        return {
            "expected_on": iso(self._typed(f"{prefix}expected_on")),
            "probability": number,
            "reason": self._typed(f"{prefix}reason"),
        }


def forecast_fields(prefix: str) -> dict[str, forms.Field]:
    """The boxes of one forecast."""
    return {
        f"{prefix}expected_on": Typed("When", "Around this day", widget=TypedDayInput),
        f"{prefix}likelihood": Typed(
            "How likely",
            "That it falls vacant at all, around that day",
            widget=forms.RadioSelect(choices=likelihood.choices()),
        ),
        f"{prefix}probability": Typed("Number", "Above 0 and up to 1, as 0.65", longest=20),
        f"{prefix}reason": Typed("Why", widget=listed(Forecast.Reason.choices)),
    }


def forecast_looks(prefix: str) -> dict[str, Look]:
    return {
        f"{prefix}likelihood": Look(reveals={likelihood.OTHER: f"{prefix}probability"}),
        f"{prefix}probability": Look(width=5),
    }


def shown(said: Said, forecasts: Mapping[bool, Said | None]) -> dict[str, str]:
    """What a form shows of what is said of a post, or kept of it: its fields by name."""
    public, private = forecasts.get(False), forecasts.get(True)
    first, second = (public, private) if public else (private, None)
    outlook = BOTH if public and private else OPEN if public else CONFIDENTIAL if private else NO_FORECAST
    fields = {**said, "outlook": outlook}
    for prefix, forecast in (("", first), ("private_", second)):
        fields |= {f"{prefix}{name}": text for name, text in (forecast or {}).items()}
        fields[f"{prefix}likelihood"] = likelihood.chosen((forecast or {}).get("probability", ""))
    return fields


def same_day(one: str, other: str) -> bool:
    """Whether two texts name the same day, or are both blank."""
    return without_noughts(one) == without_noughts(other)


def without_noughts(text: str) -> list[str]:
    return [part.lstrip("0") for part in TypedDayInput.parts(text)]


def iso(text: str) -> str:
    """A whole day as a cell of the workbook has it, "2027-03-31"; anything else as typed."""
    day, month, year = TypedDayInput.parts(text)
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text
