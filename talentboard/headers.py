"""What a browser may do with a page beyond showing it: keep nothing, lend no device, be embedded nowhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Passkeys are the one power of the browser that the site asks for.
PERMISSIONS = ", ".join(
    [
        *(f"{name}=()" for name in (
            "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "idle-detection",
            "magnetometer", "microphone", "midi", "payment", "serial", "usb",
        )),
        "publickey-credentials-create=(self)", "publickey-credentials-get=(self)",
    ]
)  # fmt: skip


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add the headers that Django has no setting for. Stands below the static files, which may be kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
