from .candidate import Candidate, Mobility
from .membership import Membership, MembershipState, ReadinessDecision
from .pool import Pool, ReadinessBand

__all__ = ["Candidate", "Membership", "MembershipState", "Mobility", "Pool", "ReadinessBand", "ReadinessDecision"]
