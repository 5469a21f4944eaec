"""The product's words. Every database enum and every status on the wire holds exactly these."""

from enum import StrEnum


class Locale(StrEnum):
    """Language of a person's interface, prompts and knowledge."""

    ZH = "zh"
    EN = "en"


class Step(StrEnum):
    """What one task of a run does; also the name of its prompt folder."""

    RESUME_VISION = "resume_vision"
    RESUME_SUMMARY = "resume_summary"
    DETAILED_RESUME_SUMMARY = "detailed_resume_summary"
    JOB_VISION = "job_vision"
    JOB_SUMMARY = "job_summary"
    JOB_MATCH = "job_match"
    RESUME_CUSTOMIZE = "resume_customize"
    INTERVIEW_PREP = "interview_prep"


class Lane(StrEnum):
    """Which worker does a step."""

    BATCH = "batch"
    STREAM = "stream"
    VISION = "vision"


class Tier(StrEnum):
    """Paid or free; decided once per run, by the balance."""

    PAID = "paid"
    FREE = "free"


class SubjectKind(StrEnum):
    """What a run works on: a row with a main state."""

    SERVICE = "service"
    RESUME = "resume"
    DETAILED_RESUME = "detailed_resume"


class AssetStatus(StrEnum):
    """Main state of an asset; also the state of a result row (`async_task_status`)."""

    PENDING = "PENDING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class ServiceStep(StrEnum):
    """How far a service has come; moves only forward."""

    MATCH = "MATCH"
    CUSTOMIZE = "CUSTOMIZE"
    INTERVIEW = "INTERVIEW"
    COMPLETED = "COMPLETED"


class ServiceStatus(StrEnum):
    """Main state of a service: the only state anyone shows."""

    IDLE = "IDLE"
    OCR_PENDING = "OCR_PENDING"
    OCR_COMPLETED = "OCR_COMPLETED"
    OCR_FAILED = "OCR_FAILED"
    SUMMARY_PENDING = "SUMMARY_PENDING"
    SUMMARY_COMPLETED = "SUMMARY_COMPLETED"
    SUMMARY_FAILED = "SUMMARY_FAILED"
    MATCH_PENDING = "MATCH_PENDING"
    MATCH_STREAMING = "MATCH_STREAMING"
    MATCH_COMPLETED = "MATCH_COMPLETED"
    MATCH_FAILED = "MATCH_FAILED"
    CUSTOMIZE_PENDING = "CUSTOMIZE_PENDING"
    CUSTOMIZE_COMPLETED = "CUSTOMIZE_COMPLETED"
    CUSTOMIZE_FAILED = "CUSTOMIZE_FAILED"
    INTERVIEW_PENDING = "INTERVIEW_PENDING"
    INTERVIEW_STREAMING = "INTERVIEW_STREAMING"
    INTERVIEW_COMPLETED = "INTERVIEW_COMPLETED"
    INTERVIEW_FAILED = "INTERVIEW_FAILED"


class TaskStatus(StrEnum):
    """Where one step of a run stands."""

    PENDING = "pending"
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RunStatus(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


class FailureCode(StrEnum):
    """Why a run ended without success. The web catalogue holds a zh and an en text for each."""

    PREVIOUS_MODEL_LIMIT = "PREVIOUS_MODEL_LIMIT"
    PROVIDER_NOT_CONFIGURED = "PROVIDER_NOT_CONFIGURED"
    ZOD_VALIDATION_FAILED = "ZOD_VALIDATION_FAILED"
    JSON_PARSE_FAILED = "JSON_PARSE_FAILED"
    PROVIDER_ERROR = "PROVIDER_ERROR"
    PROVIDER_REFUSED = "PROVIDER_REFUSED"
    RATE_LIMITED = "RATE_LIMITED"
    PDF_NO_TEXT = "PDF_NO_TEXT"
    OCR_EMPTY = "OCR_EMPTY"
    NOT_A_RESUME = "NOT_A_RESUME"
    NOT_A_JOB = "NOT_A_JOB"
    WAIT_TIMEOUT = "WAIT_TIMEOUT"
    DELIVERY_FAILED = "DELIVERY_FAILED"
    MESSAGE_LOST = "MESSAGE_LOST"
    WORKER_DIED = "WORKER_DIED"
    USER_CANCELLED = "USER_CANCELLED"
    SUPERSEDED = "SUPERSEDED"
    ACCOUNT_DELETED = "ACCOUNT_DELETED"
    INTERNAL_ERROR = "INTERNAL_ERROR"
