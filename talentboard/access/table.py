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
    HR_DIRECTOR = "hr-director"
    CHIEF_EXECUTIVE = "chief-executive"
    CHAIR = "chair"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system-administrator"

    @property
    def label(self) -> str:
        return "HR director" if self is Role.HR_DIRECTOR else self.value.replace("-", " ").capitalize()

    @property
    def in_words(self) -> str:
        """As it stands inside a sentence: "board member", "HR director"."""
        return "HR director" if self is Role.HR_DIRECTOR else self.label.lower()

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(role.value, role.label) for role in cls]


COLUMNS = (
    "posts", "open forecasts", "confidential forecasts", "candidates' names", "frameworks", "nominations", "figures",
    "packs", "audit", "accounts",
)  # fmt: skip

# fmt: off
TABLE: dict[Role, dict[str, str]] = {
    role: dict(zip(COLUMNS, cells, strict=True))
    for role, cells in {
        #                            posts          open forecasts       confidential                   names  frameworks        nominations           figures  packs           audit  accounts
        Role.BOARD_MEMBER:          ("R",           "post and horizon",  "-",                           "-",   "-",              "agg",                "open",  "R published",  "-",   "-"),
        Role.REGIONAL_LEAD:         ("RW",          "RW",                "RW",                          "RW",  "R, W region's",  "RW",                 "full",  "RW",           "-",   "roles"),
        Role.REGIONAL_TEAM:         ("RW",          "RW",                "-",                           "RW",  "R, W region's",  "RW after consent",   "open",  "RW",           "-",   "-"),
        Role.NATIONAL_TEAM:         ("R",           "R",                 "look-ahead",                  "-",   "R, W national",  "agg",                "open",  "R",            "-",   "roles"),
        Role.HR_DIRECTOR:           ("W own",       "W own",             "W own, not the chief's",      "-",   "-",              "own",                "-",     "-",            "-",   "-"),
        Role.CHIEF_EXECUTIVE:       ("R own, signs", "R own, signs",     "W own",                       "-",   "-",              "endorses own",       "-",     "R published",  "-",   "-"),
        Role.CHAIR:                 ("R own",       "R own",             "W own, the chief's",          "-",   "-",              "endorses the chief", "-",     "R published",  "-",   "-"),
        Role.AUDITOR:               ("R",           "R",                 "-",                           "R",   "R",              "R",                  "open",  "R",            "R",   "R"),
        Role.SYSTEM_ADMINISTRATOR:  ("-",           "-",                 "-",                           "-",   "-",              "-",                  "-",     "-",            "-",   "accounts, jobs, health"),
    }.items()
}
# fmt: on


class Permission(StrEnum):
    """What a page, action or query asks for: each is one column of the table and the cells that suffice."""

    READ_POSTS = "read posts and who holds them"
    CHANGE_POSTS = "change posts and forecasts"
    KEEP_RETURN = "write in the return"
    SIGN_RETURN = "sign the return"
    READ_RETURN = "read the return"
    RUN_RETURNS = "open, chase, reopen and withdraw returns"
    READ_FORECASTS = "read forecasts in full"
    READ_CONFIDENTIAL = "read confidential forecasts"
    KEEP_CONFIDENTIAL = "keep confidential forecasts"
    LOOK_AHEAD = "look ahead at posts of chairs and chief executives"
    READ_NAMES = "read candidates' names"
    CHANGE_MEMBERS = "change candidates, pools and members"
    READ_FRAMEWORKS = "read frameworks"
    KEEP_FRAMEWORKS = "write the region's own frameworks"
    KEEP_NATIONAL_FRAMEWORKS = "write the national frameworks"
    NOMINATE = "nominate somebody"
    ENDORSE = "endorse nominations"
    RUN_NOMINATIONS = "open rounds and run nominations"
    READ_NOMINATIONS = "read nominations"
    COUNT_NOMINATIONS = "read numbers of nominations"
    READ_CVS = "read the CVs of nominees"
    READ_ADJUSTMENTS = "read what nominees need at a panel, to organise it"
    READ_FIGURES = "read figures"
    READ_FULL_FIGURES = "read figures that count confidential forecasts"
    MAKE_FIGURES = "compute figures now"
    READ_PUBLISHED_PACKS = "read published board packs"
    READ_PACKS = "read board packs before they are published"
    KEEP_PACKS = "compose, build and publish board packs"
    READ_AUDIT = "read the audit"
    GRANT_ROLES = "grant and end roles"
    KEEP_ACCOUNTS = "invite and close accounts"
    SEE_ACCOUNTS = "see accounts and their roles"
    SEE_JOBS = "see every job"


READS_POSTS = frozenset({"R", "RW", "W own", "R own", "R own, signs"})
RUNS_NOMINATIONS = frozenset({"RW", "RW after consent"})
CONFIDENTIAL_OWN = frozenset({"W own, not the chief's", "W own", "W own, the chief's"})

ENOUGH: dict[Permission, tuple[str, frozenset[str]]] = {
    Permission.READ_POSTS: ("posts", READS_POSTS),
    Permission.CHANGE_POSTS: ("posts", frozenset({"RW", "W own"})),
    Permission.KEEP_RETURN: ("posts", frozenset({"W own"})),
    Permission.SIGN_RETURN: ("posts", frozenset({"R own, signs"})),
    Permission.READ_RETURN: ("open forecasts", READS_POSTS),
    Permission.RUN_RETURNS: ("posts", frozenset({"RW"})),
    Permission.READ_FORECASTS: ("open forecasts", READS_POSTS),
    Permission.READ_CONFIDENTIAL: ("confidential forecasts", frozenset({"RW"}) | CONFIDENTIAL_OWN),
    Permission.KEEP_CONFIDENTIAL: ("confidential forecasts", frozenset({"RW"}) | CONFIDENTIAL_OWN),
    Permission.LOOK_AHEAD: ("confidential forecasts", frozenset({"look-ahead"})),
    Permission.READ_NAMES: ("candidates' names", frozenset({"R", "RW"})),
    Permission.CHANGE_MEMBERS: ("candidates' names", frozenset({"RW"})),
    Permission.READ_FRAMEWORKS: ("frameworks", frozenset({"R", "R, W region's", "R, W national"})),
    Permission.KEEP_FRAMEWORKS: ("frameworks", frozenset({"R, W region's"})),
    Permission.KEEP_NATIONAL_FRAMEWORKS: ("frameworks", frozenset({"R, W national"})),
    Permission.NOMINATE: ("nominations", frozenset({"RW", "own", "endorses own", "endorses the chief"})),
    Permission.ENDORSE: ("nominations", frozenset({"RW", "endorses own", "endorses the chief"})),
    Permission.RUN_NOMINATIONS: ("nominations", RUNS_NOMINATIONS),
    Permission.READ_NOMINATIONS: ("nominations", RUNS_NOMINATIONS | {"R"}),
    Permission.COUNT_NOMINATIONS: ("nominations", RUNS_NOMINATIONS | {"R", "agg"}),
    Permission.READ_CVS: ("nominations", RUNS_NOMINATIONS),
    Permission.READ_ADJUSTMENTS: ("nominations", RUNS_NOMINATIONS),
    Permission.READ_FIGURES: ("figures", frozenset({"open", "full"})),
    Permission.READ_FULL_FIGURES: ("figures", frozenset({"full"})),
    Permission.MAKE_FIGURES: ("posts", frozenset({"RW"})),
    Permission.READ_PUBLISHED_PACKS: ("packs", frozenset({"R published", "R", "RW"})),
    Permission.READ_PACKS: ("packs", frozenset({"R", "RW"})),
    Permission.KEEP_PACKS: ("packs", frozenset({"RW"})),
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
    Role.HR_DIRECTOR: frozenset({Role.REGIONAL_LEAD, Role.NATIONAL_TEAM}),
    Role.CHIEF_EXECUTIVE: frozenset({Role.REGIONAL_LEAD, Role.NATIONAL_TEAM}),
    Role.CHAIR: frozenset({Role.REGIONAL_LEAD, Role.NATIONAL_TEAM}),
    Role.AUDITOR: frozenset({Role.NATIONAL_TEAM}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Role.NATIONAL_TEAM}),
}

# In which scopes a role is held: the nation, regions, or both; or organisations alone.
HELD_IN_NATION = frozenset({Role.NATIONAL_TEAM, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})
HELD_IN_REGIONS = frozenset({Role.BOARD_MEMBER, Role.REGIONAL_LEAD, Role.REGIONAL_TEAM, Role.AUDITOR})
HELD_IN_ORGANISATIONS = frozenset({Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE, Role.CHAIR})

# Roles that see personal data need a second factor, and are granted by a regional lead or the national team.
PERSONAL_DATA = frozenset(Role)


def grants(role: str, permission: Permission) -> bool:
    """Whether a role's row in the table suffices for a permission."""
    column, cells = ENOUGH[permission]
    return TABLE[Role(role)][column] in cells


def roles_with(permission: Permission) -> frozenset[Role]:
    """Every role whose row suffices."""
    return frozenset(role for role in Role if grants(role, permission))
