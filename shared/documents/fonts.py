"""The fonts of the product: five files, copied from two packages into one folder, and nothing else."""

import shutil
import sys
import tempfile
from functools import lru_cache
from importlib.metadata import distribution
from importlib.resources import as_file, files
from pathlib import Path

LAYER = Path("/opt/fonts")
LOCAL = Path(__file__).parents[2] / ".local" / "fonts"
FONTS = {
    "NotoSansSC-Regular.otf": ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
    **{
        f"SourceSansPro-{style}.ttf": ("font_source_sans_pro", f"files/SourceSansPro-{style}.ttf")
        for style in ("Regular", "It", "Bold", "BoldIt")
    },
}


@lru_cache
def font_folder() -> Path:
    """The layer's folder where there is one, else a local one, filled when first asked for."""
    if LAYER.is_dir():
        return LAYER
    if not LOCAL.is_dir():
        LOCAL.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=LOCAL.parent) as scratch:
            fresh = collect(Path(scratch) / "fonts")
            if not LOCAL.is_dir():  # another process may have been faster
                fresh.rename(LOCAL)
    return LOCAL


def collect(target: Path) -> Path:
    """Fill `target` with the fonts the templates name, and their licences."""
    target.mkdir(parents=True)
    for name, (package, path) in FONTS.items():
        _copy(package, path, target / name)
    _copy("font_source_sans_pro", "files/LICENSE.txt", target / "OFL-SourceSansPro.txt")
    licence = distribution("pylopdf-fonts-zh-cn").read_text("licenses/LICENSE") or ""
    (target / "OFL-NotoSansSC.txt").write_text(licence, encoding="utf-8")
    return target


def _copy(package: str, name: str, target: Path) -> None:
    """Copy one packaged file."""
    with as_file(files(package) / name) as source:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    collect(Path(sys.argv[1]))
