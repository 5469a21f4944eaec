"""What a run is made of: steps, prices, routes, limits, legal moves. Pure data; the database gets copies of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from shared.models.words import AssetStatus as A
from shared.models.words import Lane, ServiceStep, Step, SubjectKind, Tier
from shared.models.words import ServiceStatus as S


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything fixed about a step: who works on it, what it costs, which states it drives."""

    subject: SubjectKind
    lane: Lane
    coins: int
    pending: str
    done: str
    failed: str
    streaming: str | None = None
    advance_to: ServiceStep | None = (
        None  # services.current_step after a run that ends with this step
    )


PLANS: dict[Step, Plan] = {
    # Of either asset. It leaves the asset as it is: what was read is no result before it is summed up.
    Step.RESUME_VISION: Plan(SubjectKind.RESUME, Lane.VISION, 1, A.PENDING, A.PENDING, A.FAILED),
    Step.RESUME_SUMMARY: Plan(SubjectKind.RESUME, Lane.BATCH, 1, A.PENDING, A.COMPLETED, A.FAILED),
    Step.DETAILED_RESUME_SUMMARY: Plan(SubjectKind.DETAILED_RESUME, Lane.BATCH, 1, A.PENDING, A.COMPLETED, A.FAILED),
    Step.JOB_VISION: Plan(SubjectKind.SERVICE, Lane.VISION, 1, S.OCR_PENDING, S.OCR_COMPLETED, S.OCR_FAILED),
    Step.JOB_SUMMARY: Plan(SubjectKind.SERVICE, Lane.BATCH, 1, S.SUMMARY_PENDING, S.SUMMARY_COMPLETED, S.SUMMARY_FAILED),
    Step.JOB_MATCH: Plan(
        SubjectKind.SERVICE, Lane.STREAM, 1,
        S.MATCH_PENDING, S.MATCH_COMPLETED, S.MATCH_FAILED, S.MATCH_STREAMING, ServiceStep.CUSTOMIZE,
    ),
    Step.RESUME_CUSTOMIZE: Plan(
        SubjectKind.SERVICE, Lane.BATCH, 2,
        S.CUSTOMIZE_PENDING, S.CUSTOMIZE_COMPLETED, S.CUSTOMIZE_FAILED, None, ServiceStep.INTERVIEW,
    ),
    Step.INTERVIEW_PREP: Plan(
        SubjectKind.SERVICE, Lane.STREAM, 2,
        S.INTERVIEW_PENDING, S.INTERVIEW_COMPLETED, S.INTERVIEW_FAILED, S.INTERVIEW_STREAMING, ServiceStep.COMPLETED,
    ),
}  # fmt: skip

ASSET_FROM_TEXT: dict[SubjectKind, tuple[Step, ...]] = {
    SubjectKind.RESUME: (Step.RESUME_SUMMARY,),
    SubjectKind.DETAILED_RESUME: (Step.DETAILED_RESUME_SUMMARY,),
}
ASSET_FROM_SCAN = {kind: (Step.RESUME_VISION, *steps) for kind, steps in ASSET_FROM_TEXT.items()}
MATCH_FROM_TEXT = (Step.JOB_SUMMARY, Step.JOB_MATCH)
MATCH_FROM_IMAGE = (Step.JOB_VISION, Step.JOB_SUMMARY, Step.JOB_MATCH)

# ---- prices


def price(steps: Sequence[Step]) -> int:
    """Coins of a bundle."""
    return sum(PLANS[step].coins for step in steps)


# ---- routes

PAID_MODELS: dict[Step, str] = {
    Step.RESUME_SUMMARY: "deepseek-chat",
    Step.DETAILED_RESUME_SUMMARY: "deepseek-reasoner",
    Step.JOB_SUMMARY: "deepseek-chat",
    Step.JOB_MATCH: "deepseek-reasoner",
    Step.RESUME_CUSTOMIZE: "deepseek-chat",
    Step.INTERVIEW_PREP: "deepseek-chat",
}
VISION_MODEL = "glm-4.1v-thinking-flash"
FREE_MODEL = "glm-4.5-flash"
EMBEDDING_MODEL = "embedding-3"
BACKGROUND = {
    Step.DETAILED_RESUME_SUMMARY
}  # shares the reasoner pool with the match somebody is watching


@dataclass(frozen=True, slots=True)
class Route:
    """Where a step goes: logical queue, logical model, flow-control key."""

    queue: str
    model: str
    flow_key: str


def route(step: Step, tier: Tier) -> Route:
    """The route of a step; decided once per bundle, never per step."""
    lane = PLANS[step].lane
    model = VISION_MODEL if lane is Lane.VISION else _text_model(step, tier)
    background = ".bg" if tier is Tier.PAID and step in BACKGROUND else ""
    return Route(f"q_{tier}_{lane}", model, f"{model}.{tier}{background}")


def _text_model(step: Step, tier: Tier) -> str:
    return PAID_MODELS[step] if tier is Tier.PAID else FREE_MODEL


def plan_rows(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """A run's plan as the data start_run takes: what the steps are, and the route of either tier."""
    return [
        {
            "kind": step,
            "cost": PLANS[step].coins,
            "pending": PLANS[step].pending,
            "streaming": PLANS[step].streaming,
            "done": PLANS[step].done,
            "failed": PLANS[step].failed,
            "advance_to": PLANS[step].advance_to,
            "paid": asdict(route(step, Tier.PAID)),
            "free": asdict(route(step, Tier.FREE)),
        }
        for step in steps
    ]


# ---- limits

QUEUE_CAPS: dict[Tier, int] = {Tier.PAID: 100, Tier.FREE: 20}
MAX_LIVE_SERVICES = 3
MAX_SUPERSEDES_PER_HOUR = 5
MAX_CLAIMS = 6
LEASE_S = 60.0
GRACE_S = 15.0
LOST_AFTER_S = 120.0
WATCH_AFTER_S = 180.0
RELAY_HOLD_S = 10.0
RETRY_DELAYS_S = (3.0, 12.0)
WORKER_TIMEOUT_S: dict[Lane, int] = {Lane.BATCH: 300, Lane.STREAM: 300, Lane.VISION: 120}

FLOW_LIMITS: dict[str, int] = {  # parallel calls of the flow-control key
    "deepseek-reasoner.paid": 5,
    "deepseek-reasoner.paid.bg": 2,
    "deepseek-chat.paid": 5,
    "glm-4.1v-thinking-flash.paid": 3,
    "glm-4.1v-thinking-flash.free": 2,
    "glm-4.5-flash.free": 2,
}

JOB_TEXT_LENGTH = (20, 12_000)  # characters, after cleaning
MAX_UPLOAD_BYTES = 5 * 1024 * 1024


def deadline_s(steps: Sequence[Step], tier: Tier) -> int:
    """How long a run may take before it fails with WAIT_TIMEOUT."""
    if tier is Tier.FREE:
        return 1800
    return 900 if len(steps) > 1 else 600


def publish_key(flow_key: str, waited_s: float, promote_after_s: float = 180) -> str:
    """Background work that waited long enough is published on the interactive key: a bounded wait."""
    return flow_key.removesuffix(".bg") if waited_s > promote_after_s else flow_key
