"""How often one place may ask for links that are not known, or for new ones."""

import logging

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
RATES = {"tried": "20/m/ip,100/h/ip"}


def asks_too_often(request: HttpRequest) -> bool:
    """Whether to answer 429, this time counted. While nobody can count it is not: no link can be guessed."""
    try:
        return not ratelimit.consume(request, app="talentboard.links", action="tried", config=RATES, limit_get=True)
    except RedisError as problem:
        log.warning("Tries of links could not be counted: %s", type(problem).__name__)
        return False
