"""`python -m infra.openapi`: the API's contract, from the functions' own routers, as openapi.json."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "openapi.json"


def contract() -> dict[str, Any]:
    """The OpenAPI document of everything the browser may call."""
    app = FastAPI(title="CareerShaper", version="1")
    for file in sorted((ROOT / "functions" / "api").glob("[!_]*.py")):
        app.include_router(import_module(f"api.{file.stem}").router)
    return app.openapi()


def as_text() -> str:
    """The document as it is kept in the repository."""
    return json.dumps(contract(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(), encoding="utf-8")
