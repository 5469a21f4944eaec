"""Uploads, assets and the profile: the JSON of the API."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from shared.models.resume import ResumeSummary
from shared.models.wire import Wire
from shared.models.words import AssetStatus, FailureCode, Locale

FileName = Annotated[str, Field(max_length=200)]
ObjectKey = Annotated[str, Field(min_length=1, max_length=300)]


class NewUpload(Wire):
    """A file the browser wants to send; `size` in bytes."""

    kind: Literal["resume", "detailed_resume", "job_image"]
    content_type: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(ge=1)]
    file_name: FileName = ""


class UploadForm(Wire):
    """Where and how to send it: a multipart form with `fields` first and the file last."""

    key: str
    url: str
    fields: dict[str, str]
    expires_in: int


class NewAsset(Wire):
    """An uploaded PDF that becomes the resume or the detailed work history.

    `read_scan`: the person agrees to the price of text recognition, should the file hold no text that can be read.
    """

    key: ObjectKey
    file_name: FileName = ""
    locale: Locale = Locale.ZH
    read_scan: bool = False


class AssetAccepted(Wire):
    """An asset whose summary is on its way; `task_id` is the asset's id."""

    success: Literal[True] = True
    is_free: bool
    task_id: UUID
    task_type: Literal["resume", "detailed_resume"]
    execution_session_id: UUID


class AssetView(Wire):
    """An asset as its owner sees it; `text` is what the extraction read."""

    id: UUID
    status: AssetStatus
    failure_code: FailureCode | None
    file_name: str
    execution_session_id: UUID | None
    state_version: int
    last_updated_at: datetime
    is_free: bool
    notes: list[dict[str, Any]]
    summary: ResumeSummary | None
    text: str


class Prices(Wire):
    """Coins of each step."""

    resume: int
    detailed_resume: int
    scan: int
    vision: int
    job_summary: int
    match: int
    customize: int
    interview: int


class Profile(Wire):
    """Who is signed in, the coins, and the assets."""

    user_id: str
    name: str | None
    email: str | None
    balance: int
    first_coins: int
    prices: Prices
    resume: AssetView | None
    detailed_resume: AssetView | None
