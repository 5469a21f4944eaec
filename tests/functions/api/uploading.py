"""What both asset functions promise, once: `handler`, the sample event, and the words that differ."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.context import Context
from tests.app import Handler, call
from tests.identity import SignIn

PDF = Path("infra/demo/samples/resume.en.pdf")


@dataclass(frozen=True)
class Asset:
    """One of the two assets."""

    handler: Handler
    sample: str
    kind: str
    table: str
    step: str

    def key(self, user: str = "ann", name: str = "1") -> str:
        return f"uploads/{user}/{self.kind}/{name}"

    def send(
        self,
        ctx: Context,
        sign_in: SignIn,
        data: bytes,
        name: str = "1",
        *,
        read_scan: bool = False,
    ) -> tuple[int, Any]:
        """Put the file where the browser puts it, then ask for it to be read."""
        ctx.objects.put(self.key(name=name), data, "application/pdf")
        body = {"key": self.key(name=name), "fileName": "cv.pdf", "locale": "en"}
        if read_scan:
            body["readScan"] = True
        return call(self.handler, self.sample, headers=sign_in.bearer("ann"), body=body)
