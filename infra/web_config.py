"""python -m infra.web_config [--check]: what the web app must know of prices and limits, as one JSON file."""

import json
import sys
from pathlib import Path
from typing import Any

from shared.documents.limits import MAX_DRAWN_PAGES
from shared.flow.plans import (
    ASSET_FROM_SCAN,
    JOB_TEXT_LENGTH,
    MATCH_FROM_IMAGE,
    MATCH_FROM_TEXT,
    MAX_LIVE_SERVICES,
    MAX_UPLOAD_BYTES,
    PLANS,
    price,
)
from shared.models.words import Step
from shared.settings import Settings

TARGET = Path(__file__).parents[1] / "web/src/generated/config.json"


def config() -> dict[str, Any]:
    """Prices of steps, of scans and of whole services, limits of the input, coins of a new account."""
    return {
        "firstCoins": Settings().first_coins,
        "steps": {step.value: plan.coins for step, plan in PLANS.items()},
        "scans": {kind.value: price(steps) for kind, steps in ASSET_FROM_SCAN.items()},
        "services": {
            "text": price(MATCH_FROM_TEXT),
            "image": price(MATCH_FROM_IMAGE),
            "customize": price([Step.RESUME_CUSTOMIZE]),
            "interview": price([Step.INTERVIEW_PREP]),
        },
        "jobTextLength": {"min": JOB_TEXT_LENGTH[0], "max": JOB_TEXT_LENGTH[1]},
        "maxUploadBytes": MAX_UPLOAD_BYTES,
        "maxScanPages": MAX_DRAWN_PAGES,
        "maxLiveServices": MAX_LIVE_SERVICES,
    }


def rendered() -> str:
    """The file's whole content."""
    return json.dumps(config(), indent=2) + "\n"


def main() -> int:
    """Write the file, or with --check say whether it is current."""
    if "--check" in sys.argv:
        return 0 if TARGET.read_text() == rendered() else 1
    TARGET.write_text(rendered())
    return 0


if __name__ == "__main__":
    sys.exit(main())
