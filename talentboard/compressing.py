"""Pages leave compressed."""

import gzip
import secrets
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

SHORT = 1_000  # bytes, which a packet holds anyway
LEVEL = 2  # a region's page: a third of the processor time of Django's level 6, for 11 kilobytes instead of 10


class CompressingMiddleware(GZipMiddleware):
    """Django's own, but quicker with pages. Stands first: files that were not compressed beforehand pass it too."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/"):
            return super().process_response(request, response)
        if response.has_header("Content-Encoding") or len(response.content) < SHORT:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
            response.content = compressed(response.content, disguise=self.max_random_bytes)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = "gzip"
        return response


def compressed(content: bytes, *, disguise: int) -> bytes:
    """gzip of content. disguise: up to so many bytes of a random file name hide how long it has become.

    What was typed into an address stands beside secrets on a page: its length would tell how much they are alike.
    """
    packed, name = BytesIO(), "x" * (secrets.randbelow(disguise) + 1)
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=packed, mtime=0) as writing:
        writing.write(content)
    return packed.getvalue()
