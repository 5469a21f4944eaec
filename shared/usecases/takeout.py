"""Taking one's data along: everything about a person as one zip."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from shared.context import Context
from shared.dal import services
from shared.models.account import Person
from shared.usecases.coins import get_coins
from shared.usecases.history import get_service
from shared.usecases.profile import get_profile

MAX_ZIP_BYTES = 4_000_000  # a synchronous answer ends at 6 MB, and this one travels in base64
PAGE = 100


def export_account(ctx: Context, person: Person) -> bytes:
    """JSON for reading, and the uploaded files as they came; files that do not fit are listed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "profile.json", get_profile(ctx, person).model_dump(mode="json"))
        _add(archive, "coins.json", get_coins(ctx, person, None, PAGE).model_dump(mode="json"))
        for service_id in _service_ids(ctx, person.user_id):
            service = get_service(ctx, person, service_id)
            _add(archive, f"services/{service_id}.json", service.model_dump(mode="json"))
        left_out: list[str] = []
        for key in ctx.objects.keys(f"uploads/{person.user_id}/"):
            data = ctx.objects.get(key)
            if target.tell() + len(data) > MAX_ZIP_BYTES:
                left_out.append(key)
            else:
                archive.writestr(f"files/{key.split('/', 2)[2]}", data)
        _add(archive, "left-out.json", left_out)
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, value: Any) -> None:
    archive.writestr(name, json.dumps(value, ensure_ascii=False, indent=1))


def _service_ids(ctx: Context, user_id: str) -> list[UUID]:
    """All of a person's services, page by page."""
    found: list[UUID] = []
    before = None
    while True:
        with ctx.db.connect() as conn:
            page = services.newest(conn, user_id, before=before, limit=PAGE)
        found += [line.id for line in page]
        if len(page) < PAGE:
            return found
        before = (page[-1].created_at, page[-1].id)
