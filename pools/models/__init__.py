from .candidate import Candidate, FindConsent, Mobility
from .correction import CorrectionRequest, CorrectionStep
from .framework import Criterion, Framework, Rating
from .membership import Membership, MembershipState, ReadinessDecision
from .merge import FoundApart, Merge
from .pool import Pool, ReadinessBand
from .self_view import SelfView

__all__ = [
    "Candidate", "CorrectionRequest", "CorrectionStep", "Criterion", "FindConsent", "FoundApart", "Framework",
    "Membership", "MembershipState", "Merge", "Mobility", "Pool", "Rating", "ReadinessBand", "ReadinessDecision",
    "SelfView",
]  # fmt: skip
