"""Lines that are entries: an employment, a school, a list of certificates. Such a line may name only its own things.

In a sentence a name of another line may be right; in an entry it puts a firm, a title or a school in the place of
another one.
"""

import re
from collections.abc import Iterator
from typing import Literal

from shared.flow.facts.claims import new_titles
from shared.flow.facts.dates import is_known_date, take_dates
from shared.flow.facts.known import Known
from shared.flow.facts.levels import new_degrees
from shared.flow.facts.places import SECTION, is_head, is_schooling
from shared.flow.facts.short_forms import is_short_or_long, is_spelled_out, without_known_phrases
from shared.flow.facts.spelled import WORDS_EN
from shared.flow.facts.terms import is_known_name
from shared.flow.facts.words import HAN, plain
from shared.models.customize import Violation

Kind = Literal["employer", "school", "certificate", "title"]

FIRM = re.compile(
    r"(?:公司|集团|事务所|医院|银行|中心|研究院|博物[馆院]|殡仪馆|工厂|[店厂社站场所馆行部])$"
)
LEGAL_FORM = re.compile(r"(?:有限|股份|责任|公司|集团|\(.*?\))+$")
STUDY = re.compile(r"(?:大学|学院|中学|学校|职校|党校)$")
FILLER = re.compile(
    r"就职于|任职于|服务于|毕业于|就读于|先后|担任|就职|任职|现任|职务|岗位|历任|作为|于|在|任|至今|期间|毕业|获得|获|取得|持有|持|具备"
    r"|拥有|掌握|熟练|使用|运用|熟悉|精通|了解|能够|可|以及|并|及|和|与|等|为|的|是|专业|学历|学位|学士|硕士|博士|本科|大专|方向|主修|资格|证书?"
    r"|技能|教育|背景|工作|经历|职业|全职|实习|兼职|今|年|月|现"
    r"|研究生|专科|中专|学历|入学|就读|评定|职称|排名前?|满分|院校|[一二三四五六七八九十百千两]+[个名人科]?"
)
WORD = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&'.+-]*[A-Za-z0-9+]|(?<![A-Za-z0-9])[A-Z]{2,}")
PREFIX = re.compile(
    r"^(?:通过|取得|获得|熟练(?:使用|运用|掌握)|精通|持有?|具[备有]|掌握|熟悉|会使?用|能使?用|擅长)|(?:软件|系统|等?工具|等|职称|证书)$"
)
NAMED_SCHOOL = re.compile(
    r"((?:[A-Z][\w'&.-]+ (?:(?:of|and|at) )?)+)(?:University|College|Institute)\b(?: (?:of|for) [A-Z]\w+)*"
    r"|(?:University|College|Institute) (?:of|at) (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)"
)
ROLE = re.compile(
    r"(?:师|员|经理|主管|总监|助理|主任|组长|顾问|代表|实习生|会计|出纳|教练|负责人)$"
)
LOWER = re.compile(
    r"副(?![业本食作刊产])|助理|配班|助教|实习|见习|学徒|初级|兼职"
    r"|\b(?:assistant|associate|deputy|vice|junior|jr|intern|trainee|apprentice|acting|interim|part-time|volunteer)",
    re.IGNORECASE,
)
PART = re.compile(rf"[|,;·]|\s-\s|(?<=[{HAN})])\s+(?=[{HAN}])")
ENOUGH = 0.5
UNITS = {*WORDS_EN, "year", "month", "week", "day", "term"}


def new_in_entry(revised: str, original: str, detailed: str, whole: Known) -> Iterator[Violation]:
    """Names in an edited entry that neither the entry nor the detailed history has."""
    original, revised = plain(original), plain(revised)
    if is_head(original):
        yield from _lost_ranks(revised, original)
        yield from _new_dates(revised, f"{original}\n{detailed}")
    if is_head(original) or is_schooling(original):
        entry = Known(f"{original}\n{detailed}")
        known = Known("\n".join([entry.text, *_lists(whole)]))
        fields = _fields(take_dates(revised)[1])
        yield from _new_schools(revised, known)
        if is_schooling(original):
            yield from new_degrees(revised, entry)
        else:
            parts = re.split(PART, take_dates(revised)[1])
            yield from new_titles("\n".join(parts), [original, detailed])
        yield from _new_words(without_known_phrases(revised, known), original, known)
    elif SECTION.match(original):
        entry, known, fields = whole, whole, _items(revised)
    else:
        return
    for field in fields:
        if not _is_said(field, entry if ROLE.search(field) else known):
            yield Violation(kind=_kind(field), text=field)


def _lost_ranks(revised: str, original: str) -> Iterator[Violation]:
    """A deputy, an assistant or an intern does not become the one in full."""
    kept = revised.casefold()
    short = {"junior": "jr", "jr": "junior"}
    for found in LOWER.finditer(original):
        rank = found[0].casefold()
        if rank not in kept and short.get(rank, rank) not in kept:
            yield Violation(kind="title", text=f"-{found[0]}")


def _new_dates(revised: str, sources: str) -> Iterator[Violation]:
    """When it began and ended: nothing but the entry itself can say so."""
    known = take_dates(sources)[0]
    yield from (
        Violation(kind="date", text=date.text)
        for date in take_dates(revised)[0]
        if not is_known_date(date, known)
    )


def _lists(whole: Known) -> list[str]:
    """The lines of a resume that are lists: what they name may stand anywhere."""
    lines = plain(whole.text).split("\n")
    return [
        line
        for line in lines
        if SECTION.match(line) and not is_head(line) and not is_schooling(line)
    ]


def _fields(revised: str) -> Iterator[str]:
    """What an entry says between its separators and fillers."""
    uncounted = re.sub(rf"\d[\d,.]*\s*[{HAN}]{{1,3}}", " ", revised)
    for run in re.findall(rf"[{HAN}]+", uncounted):
        whole = run.replace("老师", "教师")
        yield from (field for field in FILLER.split(whole) if len(field) > 1)


def _items(revised: str) -> Iterator[str]:
    """The Chinese items of a list and what stands in brackets behind them; not the words of a sentence in it."""
    for item in re.split(r"[、，,;；/|。]", revised.rpartition(":")[2]):
        inside = re.search(r"\((.*?)\)", item)
        if inside and re.search(r"[A-Za-z]\s?\(|\([^)]*[A-Za-z]", item):
            continue  # a long form and its short one
        name = re.sub(r"\(.*?\)", "", item)
        for part in (PREFIX.sub("", name).strip(" ()*·•◆※"), inside[1] if inside else ""):
            if re.fullmatch(rf"[{HAN}]{{2,9}}", part):
                yield part


def _is_said(field: str, known: Known) -> bool:
    sources = known.unspaced
    if field in sources or known.has(field) or is_short_or_long(field, known):
        return True
    if FIRM.search(field) or STUDY.search(field):
        core = LEGAL_FORM.sub("", field)
        return len(core) > 1 and core in sources
    pairs = [field[at : at + 2] for at in range(len(field) - 1)]
    said = [pair in sources for pair in pairs]
    share = sum(said) / len(pairs)
    return share > ENOUGH or (share == ENOUGH and said[0])


def _kind(field: str) -> Kind:
    if STUDY.search(field):
        return "school"
    if FIRM.search(field):
        return "employer"
    return "certificate" if field.endswith(("证", "级", "师")) else "title"


def _new_words(revised: str, original: str, known: Known) -> Iterator[Violation]:
    """Words in capitals that the entry does not have."""
    for found in WORD.finditer(revised):
        word = found[0].strip(".")
        counted = all(piece in UNITS for piece in word.casefold().split("-"))
        if not counted and not is_known_name(word, revised, original, known):
            yield Violation(kind="title", text=found[0])


def _new_schools(revised: str, known: Known) -> Iterator[Violation]:
    """Ohio State University, where Ohio and State alone would say nothing."""
    for found in NAMED_SCHOOL.finditer(revised):
        if is_spelled_out(found[0].split()[0], revised, known):
            continue
        if not any(_has_whole(name, known.text) for name in _endings(found[0])):
            yield Violation(kind="school", text=found[0])


def _endings(name: str) -> Iterator[str]:
    """A name, and what is left of it without words before it: Bachelor of Arts Boston University."""
    words = name.split(" ")
    yield from (" ".join(words[at:]) for at in range(len(words) - 1))


def _has_whole(name: str, sources: str) -> bool:
    """Whether a school stands there under its whole name: State University alone is not Kent State University."""
    place = re.fullmatch(r"University of ([A-Z]\w+)", name)
    forms = [re.escape(name), rf"{place[1]} University"] if place else [re.escape(name)]
    if re.match(r"\w+ University of [A-Z]", name):
        forms.append(
            rf"{name.split()[0]}(?! [A-Z])"
        )  # Chalmers alone, for Chalmers University of Technology
    found = re.finditer(rf"(?:([A-Z][\w'&.-]*) )?(?<!\w)(?:{'|'.join(forms)})(?! of)", sources)
    return any(not match[1] for match in found)
