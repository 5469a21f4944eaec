"""What both assets share is tested in test_upload_resume.py; here only what is the history's own."""

import json

from api.upload_detailed_resume import handler as upload_detailed_resume
from api.upload_resume import handler as upload_resume
from shared.context import Context
from shared.dal import assets
from shared.models.words import SubjectKind
from shared.usecases.vault import open_masked
from tests.functions.api.test_upload_resume import HISTORY, RESUME
from tests.functions.api.uploading import PDF
from tests.identity import SignIn

__all__ = ["upload_detailed_resume", "upload_resume"]


def test_it_uses_the_placeholders_of_the_resume(ctx: Context, sign_in: SignIn) -> None:
    RESUME.send(ctx, sign_in, PDF.read_bytes())
    HISTORY.send(ctx, sign_in, PDF.read_bytes())
    with ctx.db.connect() as conn:
        papers = [
            assets.get(conn, kind, "ann")
            for kind in (SubjectKind.RESUME, SubjectKind.DETAILED_RESUME)
        ]
    resume, history = (open_masked(ctx, "ann", paper.original_text) for paper in papers if paper)

    assert resume.contact == history.contact
    assert "Nora" not in json.dumps(history.text)
