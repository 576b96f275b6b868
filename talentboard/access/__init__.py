"""Who may do what: the table of roles, the scopes people hold, and the question asked inside every write."""

from .refusals import NotAllowed, NotFound, NotPermitted, refusal
from .scopes import (
    NATION,
    Scope,
    in_reach,
    organisations_with,
    permitted,
    regions_with,
    register_scopes,
    require,
    scopes_of,
)
from .table import Permission, Role, roles_with

__all__ = [
    "NATION", "NotAllowed", "NotFound", "NotPermitted", "Permission", "Role", "Scope", "in_reach",
    "organisations_with", "permitted", "refusal", "register_scopes", "regions_with", "require", "roles_with",
    "scopes_of",
]  # fmt: skip
