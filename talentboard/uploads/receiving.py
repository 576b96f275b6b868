"""Taking files out of a request: in memory, never on disk, and no more than can be read anyway."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from talentboard.sheets.sources import LARGEST

MOST_KEPT = 20 * 1024 * 1024
MOST_SENT = 256 * 1024 * 1024


class KeepWhatCanBeRead(FileUploadHandler):
    """Files hold personal data, so they are held in memory. Of one too large to be read only its size is kept.

    So whoever sends something far too large is told so. What is sent beyond MOST_SENT is not even received.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.kept = self.sent = 0
        self.content = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.sent += len(raw_data)
        if self.sent > MOST_SENT:
            raise StopUpload(connection_reset=True)
        if start <= LARGEST and self.kept <= MOST_KEPT:
            self.content.write(raw_data)
            self.kept += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with its true size; its content may be cut off when that is too large."""
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
