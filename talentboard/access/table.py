"""The table of roles: who may do what. Nothing else grants.

A role is held in a scope (nation, region or organisation), from a day until a day. A cell says what the role
may do with a column's subject: `R` read, `W` change, `own` own organisation's or own only, `-` nothing.
"""

from enum import StrEnum


class Role(StrEnum):
    BOARD_MEMBER = "board-member"
    REGIONAL_LEAD = "regional-lead"
    REGIONAL_TEAM = "regional-team"
    NATIONAL_TEAM = "national-team"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system-administrator"

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(role.value, role.label) for role in cls]


COLUMNS = (
    "posts", "open forecasts", "confidential forecasts", "candidates' names", "figures", "audit", "accounts",
)  # fmt: skip

# fmt: off
TABLE: dict[Role, dict[str, str]] = {
    role: dict(zip(COLUMNS, cells, strict=True))
    for role, cells in {
        #                            posts  open forecasts        confidential  names  figures  audit  accounts
        Role.BOARD_MEMBER:          ("R",  "post and horizon",   "-",          "-",   "open",  "-",   "-"),
        Role.REGIONAL_LEAD:         ("RW", "RW",                 "RW",         "RW",  "full",  "-",   "roles"),
        Role.REGIONAL_TEAM:         ("RW", "RW",                 "-",          "RW",  "open",  "-",   "-"),
        Role.NATIONAL_TEAM:         ("R",  "R",                  "look-ahead", "-",   "open",  "-",   "roles"),
        Role.AUDITOR:               ("R",  "R",                  "-",          "R",   "open",  "R",   "R"),
        Role.SYSTEM_ADMINISTRATOR:  ("-",  "-",                  "-",          "-",   "-",     "-",   "accounts, jobs, health"),
    }.items()
}
# fmt: on


class Permission(StrEnum):
    """What a page, action or query asks for: each is one column of the table and the cells that suffice."""

    READ_POSTS = "read posts and who holds them"
    CHANGE_POSTS = "change posts and forecasts"
    READ_FORECASTS = "read forecasts in full"
    READ_CONFIDENTIAL = "read confidential forecasts"
    READ_NAMES = "read candidates' names"
    CHANGE_MEMBERS = "change candidates, pools and members"
    READ_FIGURES = "read figures"
    READ_FULL_FIGURES = "read figures that count confidential forecasts"
    MAKE_FIGURES = "compute figures now"
    READ_AUDIT = "read the audit"
    GRANT_ROLES = "grant and end roles"
    KEEP_ACCOUNTS = "invite and close accounts"
    SEE_ACCOUNTS = "see accounts and their roles"
    SEE_JOBS = "see every job"


ENOUGH: dict[Permission, tuple[str, frozenset[str]]] = {
    Permission.READ_POSTS: ("posts", frozenset({"R", "RW"})),
    Permission.CHANGE_POSTS: ("posts", frozenset({"RW"})),
    Permission.READ_FORECASTS: ("open forecasts", frozenset({"R", "RW"})),
    Permission.READ_CONFIDENTIAL: ("confidential forecasts", frozenset({"RW"})),
    Permission.READ_NAMES: ("candidates' names", frozenset({"R", "RW"})),
    Permission.CHANGE_MEMBERS: ("candidates' names", frozenset({"RW"})),
    Permission.READ_FIGURES: ("figures", frozenset({"open", "full"})),
    Permission.READ_FULL_FIGURES: ("figures", frozenset({"full"})),
    Permission.MAKE_FIGURES: ("posts", frozenset({"RW"})),
    Permission.READ_AUDIT: ("audit", frozenset({"R"})),
    Permission.GRANT_ROLES: ("accounts", frozenset({"roles"})),
    Permission.KEEP_ACCOUNTS: ("accounts", frozenset({"accounts, jobs, health"})),
    Permission.SEE_ACCOUNTS: ("accounts", frozenset({"R", "roles", "accounts, jobs, health"})),
    Permission.SEE_JOBS: ("accounts", frozenset({"accounts, jobs, health"})),
}

# Who grants and ends a role in the same scope. Whoever audits a region is not chosen there.
GRANTED_BY: dict[Role, frozenset[Role]] = {
    Role.BOARD_MEMBER: frozenset({Role.REGIONAL_LEAD, Role.NATIONAL_TEAM}),
    Role.REGIONAL_LEAD: frozenset({Role.REGIONAL_LEAD, Role.NATIONAL_TEAM}),
    Role.REGIONAL_TEAM: frozenset({Role.REGIONAL_LEAD, Role.NATIONAL_TEAM}),
    Role.NATIONAL_TEAM: frozenset({Role.NATIONAL_TEAM}),
    Role.AUDITOR: frozenset({Role.NATIONAL_TEAM}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Role.NATIONAL_TEAM}),
}

# In which scopes a role is held: the nation, regions, or both.
HELD_IN_NATION = frozenset({Role.NATIONAL_TEAM, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})
HELD_IN_REGIONS = frozenset({Role.BOARD_MEMBER, Role.REGIONAL_LEAD, Role.REGIONAL_TEAM, Role.AUDITOR})

# Roles that see personal data need a second factor, and are granted by a regional lead or the national team.
PERSONAL_DATA = frozenset(Role)


def grants(role: str, permission: Permission) -> bool:
    """Whether a role's row in the table suffices for a permission."""
    column, cells = ENOUGH[permission]
    return TABLE[Role(role)][column] in cells


def roles_with(permission: Permission) -> frozenset[Role]:
    """Every role whose row suffices."""
    return frozenset(role for role in Role if grants(role, permission))
