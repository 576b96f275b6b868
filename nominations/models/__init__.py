from .answers import Answer
from .consent import Consent
from .cv import CurriculumVitae
from .eligibility import EligibilityFinding
from .endorsement import Endorsement
from .history import NominationChange
from .nomination import Nomination, NominationStep
from .registration import Registration
from .round import EligibilityCriterion, Question, Round, RoundStep
from .training import NominatorTraining

__all__ = [
    "Answer", "Consent", "CurriculumVitae", "EligibilityCriterion", "EligibilityFinding", "Endorsement", "Nomination",
    "NominationChange", "NominationStep", "NominatorTraining", "Question", "Registration", "Round", "RoundStep",
]  # fmt: skip
