"""Every request has an id, which its audit lines, its logs and its error page share."""

import uuid

from .recording import current_request


def request_id(get_response):
    """Give the request an id for as long as it is answered."""

    def middleware(request):
        request.id = str(uuid.uuid4())
        token = current_request.set(request.id)
        try:
            response = get_response(request)
        finally:
            current_request.reset(token)
        response["X-Request-Id"] = request.id
        return response

    return middleware
