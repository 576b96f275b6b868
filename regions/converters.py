"""The region at the beginning of an address."""


class RegionSlug:
    """`<region:slug>`: one of the six talent boards, or `england` for the nation."""

    regex = "london|south-west|south-east|midlands|east|north|england"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
