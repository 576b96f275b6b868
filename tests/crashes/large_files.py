"""A file so large that a worker checks it and saves it: as many posts as a trust may have, and one wide column."""

import re
from dataclasses import dataclass

from regions.models import Occupancy, Post
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from tests.crashes.visiting import Page, Visitor
from tests.fixtures.site import Site
from tests.journeys import files

POSTS = 65
WIDE = "x" * 25_000


def content(trust: str) -> bytes:
    """CSV of the posts. A column that nobody asks for makes it large."""
    rows = [row | {"notes": WIDE} for row in files.posts(trust, files.EXAMPLE * (POSTS // len(files.EXAMPLE)))]
    return "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]).encode()


@dataclass(frozen=True)
class LargeFile:
    """What somebody sends for a trust of a region."""

    visitor: Visitor
    region: str
    trust: str

    def sends(self) -> str:
        """Choose the file and have it checked: the address of that job."""
        upload = f"/{self.region}/upload/"
        file = ("posts.csv", content(self.trust))
        asked = {"holds": "return", "as_of": today().isoformat(), "files": file}
        return self.visitor.sends(f"{upload}?sent=1", from_page=upload, **asked).address

    def checked(self, job: str) -> str:
        """Where a finished job leads to: the address of what came of checking it."""
        return re.search(rf'href="(/{self.region}/upload/[0-9a-f-]+/)"', self.visitor.opens(job).text)[1]

    def saves(self, checked: str) -> Page:
        """Press the button of that page."""
        expected = re.search('name="expected" value="([^"]*)"', self.visitor.opens(checked).text)[1]
        return self.visitor.sends(f"{checked}save/", from_page=checked, expected=expected)

    def saved(self, site: Site) -> tuple[int, int, int]:
        """Posts of the trust, who holds them, and lines of the audit that say that a file was imported."""
        with site.rows():
            posts = Post.objects.filter(organisation__code=self.trust)
            told = AuditEvent.objects.filter(kind="return-imported", region=self.region)
            return posts.count(), Occupancy.objects.filter(post__in=posts).count(), told.count()
