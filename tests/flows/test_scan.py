"""A scanned resume under a real stack: refused, agreed to, read by real text recognition, and good for a match."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.demo.client import Api, Unexpected
from tests.documents.scans import blank_scan, scan_of
from tests.flows.conftest import SAMPLES, Product, Seeker

PHRASES = {"en": "Brightharbor", "zh": "青屿支付"}


@pytest.fixture
def newcomer(product: Product) -> Iterator[Seeker]:
    """Somebody who has nothing but the coins of a new account."""
    api = Api(product.origin)
    api.sign_up()
    yield Seeker(api)
    api.http.close()


def send(newcomer: Seeker, folder: Path, data: bytes, locale: str) -> dict[str, Any]:
    """Upload a file; what to ask the API for."""
    file = folder / "scan.pdf"
    file.write_bytes(data)
    key = newcomer.api.upload("resume", file)
    return {"key": key, "fileName": file.name, "locale": locale}


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_scan_is_read_after_consent_and_matched_like_any_resume(
    newcomer: Seeker, tmp_path: Path, locale: str
) -> None:
    scan = scan_of((SAMPLES / f"resume.{locale}.pdf").read_bytes())
    wish = send(newcomer, tmp_path, scan, locale)
    with pytest.raises(Unexpected, match=r"422.*pdf_scanned"):
        newcomer.api.call("POST", "/api/assets/resume", wish)
    assert newcomer.balance() == 8

    agreed = newcomer.api.call("POST", "/api/assets/resume", {**wish, "readScan": True})
    assert newcomer.watch(agreed).end == "done"

    assert newcomer.balance() == 6
    resume = newcomer.api.call("GET", "/api/profile")["resume"]
    assert PHRASES[locale] in resume["text"]
    assert resume["summary"]["employments"]
    assert resume["notes"][0]["kind"] == "read_by_ocr"
    accepted = newcomer.ask(locale)
    assert newcomer.watch(accepted).end == "done"
    quotes = [q for r in newcomer.service(accepted)["match"]["requirements"] for q in r["quotes"]]
    assert quotes


def test_a_scan_of_nothing_costs_nothing(newcomer: Seeker, tmp_path: Path) -> None:
    wish = send(newcomer, tmp_path, blank_scan(1), "en")
    agreed = newcomer.api.call("POST", "/api/assets/resume", {**wish, "readScan": True})
    seen = newcomer.watch(agreed)
    assert (seen.end, seen.code, newcomer.balance()) == ("error", "PDF_NO_TEXT", 8)
