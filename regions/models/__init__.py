from .forecast import Forecast
from .history import ForecastChange, OccupancyChange, PostChange, PostShareChange
from .organisation import Organisation, OrganisationSuccession, Placement, Standing
from .post import BoardSeat, Level, Occupancy, Pay, Post, PostShare, RoleFamily
from .post_queries import OPEN_STATES, Horizon, State
from .quarter import Quarter
from .region import Region, RegionCoverage, System, SystemAlias, SystemSuccession
from .return_lines import ReturnForecast, ReturnLine
from .returns import Return, ReturnStep
from .role import BoardMembership, RoleAssignment

__all__ = [
    "OPEN_STATES", "BoardMembership", "BoardSeat", "Forecast", "ForecastChange", "Horizon", "Level", "Occupancy",
    "OccupancyChange", "Organisation", "OrganisationSuccession", "Pay", "Placement", "Post", "PostChange",
    "PostShare", "PostShareChange", "Quarter", "Region", "RegionCoverage", "Return", "ReturnForecast",
    "ReturnLine", "ReturnStep", "RoleAssignment", "RoleFamily", "Standing", "State", "System", "SystemAlias",
    "SystemSuccession",
]  # fmt: skip
