"""The profile: who is signed in, the coins, the assets."""

from shared.context import Context
from shared.dal import assets
from shared.flow.masking import unmask
from shared.flow.plans import PLANS
from shared.models.account import Person
from shared.models.asset_api import AssetView, Prices, Profile
from shared.models.resume import ResumeSummary
from shared.models.stored import StoredAsset
from shared.models.words import Step, SubjectKind, Tier
from shared.usecases.contact import shown
from shared.usecases.vault import open_masked

PRICES = Prices(
    resume=PLANS[Step.RESUME_SUMMARY].coins,
    detailed_resume=PLANS[Step.DETAILED_RESUME_SUMMARY].coins,
    scan=PLANS[Step.RESUME_VISION].coins,
    vision=PLANS[Step.JOB_VISION].coins,
    job_summary=PLANS[Step.JOB_SUMMARY].coins,
    match=PLANS[Step.JOB_MATCH].coins,
    customize=PLANS[Step.RESUME_CUSTOMIZE].coins,
    interview=PLANS[Step.INTERVIEW_PREP].coins,
)


def get_profile(ctx: Context, person: Person) -> Profile:
    """Everything the Profile page shows."""
    with ctx.db.connect() as conn:
        resume = assets.get(conn, SubjectKind.RESUME, person.user_id)
        history = assets.get(conn, SubjectKind.DETAILED_RESUME, person.user_id)
    return Profile(
        user_id=person.user_id,
        name=person.name,
        email=person.email,
        balance=person.balance,
        first_coins=ctx.settings.first_coins,
        prices=PRICES,
        resume=_view(ctx, resume) if resume else None,
        detailed_resume=_view(ctx, history) if history else None,
    )


def _view(ctx: Context, asset: StoredAsset) -> AssetView:
    paper = open_masked(ctx, asset.user_id, asset.original_text)
    summary = ResumeSummary.model_validate(asset.summary) if asset.summary else None
    return AssetView(
        id=asset.id,
        status=asset.status,
        failure_code=asset.failure_code,
        file_name=asset.file_name or "",
        execution_session_id=asset.execution_session_id,
        state_version=asset.state_version,
        last_updated_at=asset.last_updated_at,
        is_free=asset.tier is Tier.FREE,
        notes=asset.notes,
        summary=shown(summary, paper.contact) if summary else None,
        text=unmask(paper.text, paper.contact),
    )
