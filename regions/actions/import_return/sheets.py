"""The sheets of a return: one row a post, one row a forecast."""

from regions.models import BoardSeat, Forecast, Level, Occupancy, Pay, RoleFamily
from talentboard.sheets import Choice, Code, Column, Day, Probability, Several, Sheet, Text, YesNo

POSTS = Sheet(
    "posts",
    (
        Column("organisation", Code(), required=True, about="The organisation that counts the post.", example="RAJ"),
        Column("post_ref", Text(40), required=True, about="Your reference, once in an organisation.", example="RAJ-7"),
        Column("title", Text(150), required=True, example="Chief operating officer"),
        Column("role_family", Choice(tuple(RoleFamily.choices), "role family"), required=True, example="operations"),
        Column("level", Choice(tuple(Level.choices), "level"), required=True, example="executive-director"),
        Column("pay", Choice(tuple(Pay.choices), "kind of pay"), example="vsm"),
        Column("board_seat", Choice(tuple(BoardSeat.choices), "kind of board seat"), example="voting"),
        Column("clinical", YesNo(), about="Whether the post needs a clinical registration.", example="no"),
        Column("critical", YesNo(), about="Whether the board counts it as critical.", example="yes"),
        Column(
            "occupancy",
            Choice(tuple(Occupancy.Kind.choices), "kind of occupancy"),
            required=True,
            about="How the post is held on the day the file describes.",
            example="interim",
        ),
        Column(
            "holder",
            Several(Text(150), most=2),
            about="Who holds it; two for a job share. Nobody for a vacant post.",
            example="R. Bhatt",
        ),
        Column("since", Day(), about="Since when it has been held like this.", example="03/08/2026"),
        Column("expected_end", Day(), about="When this is expected to end.", example="31/01/2027"),
        Column("returns_on", Day(), about="When somebody returns whose absence is covered.", example="01/03/2027"),
        Column(
            "established_from",
            Day(),
            about="The first day of the post. A day to come is a new post, vacant from then.",
            example="01/04/2022",
        ),
        Column("shared_with", Several(Code()), about="Other organisations that the post serves.", example="RQW; RDD"),
    ),
    about="One row for each post, as it is on the day the file describes.",
)  # fmt: skip

FORECASTS = Sheet(
    "forecasts",
    (
        Column("organisation", Code(), required=True, example="RAJ"),
        Column("post_ref", Text(40), required=True, about="The reference of the post.", example="RAJ-002"),
        Column("expected_on", Day(), required=True, about="When it is expected to fall vacant.", example="31/03/2027"),
        Column(
            "probability",
            Probability(),
            required=True,
            about="How likely it is to fall vacant at all, around that day.",
            example="0.8",
        ),
        Column("reason", Choice(tuple(Forecast.Reason.choices), "reason"), required=True, example="end-of-term"),
        Column("confidential", YesNo(), about="Whether only the regional lead may see it.", example="no"),
    ),
    about="One row for each post that is expected to fall vacant.",
)

RETURN_SHEETS = (POSTS, FORECASTS)
