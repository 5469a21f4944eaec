"""Driving runs by hand: the queue is a list, and whoever holds it delivers."""

import os
import secrets
from pathlib import Path
from uuid import UUID

from infra.debug.tapped_models import TappedModels
from infra.demo.client import ORIGIN, Api
from shared.context import Context
from shared.dal import accounts
from shared.models.account import Person
from shared.models.asset_api import NewAsset
from shared.models.run import Letter, Message
from shared.models.service_api import NewRun, NewService
from shared.models.words import Locale, Tier
from shared.queue.letters import task_message
from shared.settings import get_settings
from shared.usecases import assets, runs, services
from shared.usecases.steps import STEPS
from shared.usecases.work import Report, work

COINS = {Tier.PAID: 100, Tier.FREE: 0}
IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}


class HeldQueue:
    """Keeps task messages instead of sending them; watchdogs are not needed by hand."""

    def __init__(self) -> None:
        self.waiting: list[Message] = []

    def send(self, letter: Letter) -> str:
        """Take a letter as the queue would."""
        if letter.topic == "task":
            self.waiting.append(task_message(letter))
        return f"held-{letter.id}"


class Hands:
    """A person of one's own, and the workers' part done here, step by step."""

    def __init__(self, locale: Locale, tier: Tier) -> None:
        settings = get_settings()
        self.ctx, self.locale = Context(settings), locale
        self.queue, self.models = HeldQueue(), TappedModels(settings)
        self.ctx.queue = self.queue  # type: ignore[assignment]
        self.ctx.models = self.models
        self.person = self._sign_up(tier)

    def upload(self, file: Path) -> None:
        """The resume, as if the browser had sent it; whoever runs steps by hand agrees to read a scan."""
        key = self._put("resume", file, "application/pdf")
        request = NewAsset(key=key, file_name=file.name, locale=self.locale, read_scan=True)
        assets.upload_resume(self.ctx, self.person, request, None)

    def ask(self, job: Path) -> UUID:
        """A service for a text or a screenshot."""
        kind = IMAGES.get(job.suffix.lower())
        text = None if kind else job.read_text(encoding="utf-8")
        key = self._put("job_image", job, kind) if kind else None
        request = NewService(job_text=text, image_key=key, locale=self.locale)
        return services.create_service(self.ctx, self.person, request, None).service_id

    def customize(self, service_id: UUID) -> None:
        """Tailor the resume."""
        runs.customize_resume(self.ctx, self.person, service_id, NewRun(locale=self.locale), None)

    def interview(self, service_id: UUID) -> None:
        """Prepare the interview."""
        runs.prepare_interview(self.ctx, self.person, service_id, NewRun(locale=self.locale), None)

    def deliver(self) -> Report | None:
        """Do the work of the oldest message; nothing waits = None."""
        if not self.queue.waiting:
            return None
        return work(self.ctx, self.queue.waiting.pop(0), STEPS)

    def _sign_up(self, tier: Tier) -> Person:
        """A new account at the sign-in service; the sweep would remove anyone it does not know."""
        api = Api(ORIGIN.format(port=os.environ.get("LOCAL_PORT_BASE", "4300")))
        api.sign_up()
        claims = self.ctx.identity.claims_of(api.token)
        with self.ctx.db.connect() as conn:
            account = accounts.sign_in(conn, claims.sub, claims.name, claims.email, COINS[tier])
        return Person(
            **claims.model_dump(exclude={"sub"}), user_id=claims.sub, balance=account.balance
        )

    def _put(self, kind: str, file: Path, content_type: str) -> str:
        key = f"uploads/{self.person.user_id}/{kind}/{secrets.token_hex(8)}"
        self.ctx.objects.put(key, file.read_bytes(), content_type)
        return key
