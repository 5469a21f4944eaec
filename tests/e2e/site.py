"""The product as it runs for the browser tests: a stack of its own, the texts of the pages, the samples."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx

from infra.local.setup.node_packages import node_environment
from tests.local.processes import ROOT
from tests.stack import running_stack

SAMPLES = ROOT / "infra/demo/samples"
SCREENSHOTS = ROOT / ".local/screenshots"
WEB = ROOT / "web"

# Every file of a language exports parts of its dictionary; together they are the whole.
DUMP = """
import { readdirSync } from 'node:fs'
const all = {}
for (const locale of ['zh', 'en']) {
  all[locale] = {}
  for (const file of readdirSync(`src/locales/${locale}`))
    Object.assign(all[locale], await import(`${process.cwd()}/src/locales/${locale}/${file}`))
}
process.stdout.write(JSON.stringify(all))
"""


@dataclass(frozen=True)
class Site:
    """Addresses of a running stack."""

    base: str
    models: str
    state: Path

    def spoil(self, *faults: dict[str, Any]) -> None:
        """Have the offline models answer the next fitting requests badly or slowly."""
        httpx.post(f"{self.models}/_offline/faults", json=list(faults)).raise_for_status()

    def mailed_link(self, email: str) -> str:
        """The link in the newest mail to somebody; nothing is ever sent."""
        mails = map(json.loads, (self.state / "mail.jsonl").read_text().splitlines())
        return [mail["url"] for mail in mails if mail["to"] == email][-1]

    def forget_faults(self) -> None:
        """Later tests begin with good models."""
        httpx.delete(f"{self.models}/_offline/faults").raise_for_status()


@contextmanager
def running_site(state: Path) -> Iterator[Site]:
    """The stack E2E_PORT_BASE names, else one for the length of a block."""
    if base := os.environ.get("E2E_PORT_BASE"):
        known = Path(os.environ.get("LOCAL_STATE_DIR") or ROOT / ".local")
        yield Site(f"http://localhost:{base}", f"http://127.0.0.1:{int(base) + 7}", known)
        return
    with running_stack(state) as stack:
        yield Site(stack.layout.url("gateway", "localhost"), stack.layout.url("models"), state)


def load_texts() -> dict[str, Any]:
    """Both dictionaries of the web app, read by the same Node that builds it."""
    command = ["node", "--input-type=module", "-e", DUMP]
    done = subprocess.run(
        command, cwd=WEB, env=node_environment(ROOT), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Texts:
    """The texts of one language."""

    locale: str
    dictionary: dict[str, Any]

    def __call__(self, key: str, **blanks: object) -> str:
        node: Any = self.dictionary
        for part in key.split("."):
            node = node[part]
        text: str = node
        for name, value in blanks.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def sample(self, name: str) -> Path:
        """A sample file in this language."""
        stem, _, suffix = name.partition(".")
        return SAMPLES / f"{stem}.{self.locale}.{suffix}"
