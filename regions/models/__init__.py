from .forecast import Forecast
from .organisation import Organisation, OrganisationSuccession, Placement, Standing
from .post import BoardSeat, Level, Occupancy, Pay, Post, PostShare, RoleFamily
from .region import Region, RegionCoverage, System, SystemAlias, SystemSuccession
from .returns import Return, ReturnStep
from .role import BoardMembership, RoleAssignment

__all__ = [
    "BoardMembership", "BoardSeat", "Forecast", "Level", "Occupancy", "Organisation", "OrganisationSuccession", "Pay",
    "Placement", "Post", "PostShare", "Region", "RegionCoverage", "Return", "ReturnStep", "RoleAssignment",
    "RoleFamily", "Standing", "System", "SystemAlias", "SystemSuccession",
]  # fmt: skip
