"""Rules a tool can check beside the linters."""

import ast
import re
from pathlib import Path

import pytest

from shared.settings import Settings
from tests.architecture.template import ROOT, TEMPLATE

PRODUCT = [*(ROOT / "shared").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]
SQL_WORDS = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b")
TOP_LEVEL = {
    "functions", "layers", "shared", "infra", "prompts", "rag_ingest", "events", "tests", "web", "docs",
    "requirements", "template.yaml", "samconfig.toml", "pyproject.toml", "README.md", "LICENSE",
    "CONTRIBUTING.md", "CHANGELOG.md", "dev",
}  # fmt: skip


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", [p for p in PRODUCT if "dal" not in p.parts], ids=name_of)
def test_sql_stands_in_the_dal_alone(path: Path) -> None:
    strings = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in strings if SQL_WORDS.search(text) and "\n" in text.strip()]


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_nothing_reads_the_environment_but_the_settings(path: Path) -> None:
    if path.name in {"settings.py", "context.py", "fonts.py", "drawing.py"}:
        return
    assert "os.environ" not in path.read_text(encoding="utf-8")


def test_the_tree_has_its_top_level() -> None:
    assert {path.name for path in ROOT.iterdir()} >= TOP_LEVEL


def test_every_setting_is_explained_in_the_sample_environment() -> None:
    sample = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", sample, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_template_sets_only_variables_somebody_reads() -> None:
    variables = set(TEMPLATE["Globals"]["Function"]["Environment"]["Variables"])
    known = {name.upper() for name in Settings.model_fields}
    assert {name for name in variables if not name.startswith("POWERTOOLS_")} <= known
