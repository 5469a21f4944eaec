"""The shape of a resume: which sections there are, which lines and lists an edit can name."""

from collections.abc import Iterator, Sequence

from shared.models.resume import Employment, Project, ResumeSummary, Schooling

SECTIONS = (
    "profile",
    "skills",
    "employments",
    "projects",
    "education",
    "certificates",
    "languages",
    "others",
)
INNER_LISTS = {
    "employments": ("duties", "highlights"),
    "projects": ("duties", "highlights"),
    "education": ("notes",),
}


def lists(base: ResumeSummary) -> dict[str, int]:
    """Every list an edit can name, with its length: sections, skills, employments.0.highlights …"""
    found = {"sections": len(SECTIONS)}
    for section in SECTIONS:
        items: Sequence[object] = getattr(base, section)
        found[section] = len(items)
        for at, item in enumerate(items):
            for inner in INNER_LISTS.get(section, ()):
                found[f"{section}.{at}.{inner}"] = len(getattr(item, inner))
    return found


def entries(base: ResumeSummary, path: str) -> list[str]:
    """What a list that can be put in another order holds, each entry by its line or its name."""
    if path == "sections":
        return list(SECTIONS)
    if path in INNER_LISTS:
        return [_name(item) for item in getattr(base, path)]
    return line_lists(base).get(path, [])


def _name(item: Employment | Project | Schooling) -> str:
    match item:
        case Employment():
            names = (item.employer, item.title)
        case Project():
            names = (item.name, item.role)
        case Schooling():
            names = (item.school, item.degree)
    return " · ".join(name for name in names if name)


def line_lists(base: ResumeSummary) -> dict[str, list[str]]:
    """The lists that hold lines of text."""
    return {path: list(texts) for path, texts in _line_lists(base)}


def _line_lists(base: ResumeSummary) -> Iterator[tuple[str, Sequence[str]]]:
    for section in SECTIONS:
        if section not in INNER_LISTS:
            yield section, getattr(base, section)
            continue
        for at, item in enumerate(getattr(base, section)):
            for inner in INNER_LISTS[section]:
                yield f"{section}.{at}.{inner}", getattr(item, inner)


def lines(base: ResumeSummary) -> dict[str, str]:
    """Every line an edit can name, with its text: headline, profile.0, employments.0.highlights.2 …"""
    found = {"headline": base.headline} if base.headline else {}
    for path, texts in line_lists(base).items():
        found |= {f"{path}.{at}": text for at, text in enumerate(texts)}
    return found
