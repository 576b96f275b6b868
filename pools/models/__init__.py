from .candidate import Candidate, FindConsent, Mobility
from .framework import Criterion, Framework, Rating
from .membership import Membership, MembershipState, ReadinessDecision
from .pool import Pool, ReadinessBand

__all__ = [
    "Candidate", "Criterion", "FindConsent", "Framework", "Membership", "MembershipState", "Mobility", "Pool", "Rating",
    "ReadinessBand", "ReadinessDecision",
]  # fmt: skip
