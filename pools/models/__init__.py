from .candidate import Candidate, FindConsent, Mobility
from .membership import Membership, MembershipState, ReadinessDecision
from .pool import Pool, ReadinessBand

__all__ = [
    "Candidate", "FindConsent", "Membership", "MembershipState", "Mobility", "Pool", "ReadinessBand",
    "ReadinessDecision",
]  # fmt: skip
