"""Titles, honours and shares in the work: an edit may not climb."""

import re
from collections.abc import Iterator, Sequence

from shared.flow.facts.known import Known
from shared.flow.facts.short_forms import is_spelled_out, stands_for_capitals
from shared.flow.facts.words import HAN, any_of, plain, says, squeezed, words
from shared.models.customize import Violation

CASELESS = re.IGNORECASE
LEADING = re.compile(
    r"\b(lead|head|chief|staff|group|principal) (?:[\w-]+ ){0,2}?"
    r"(?:developer|engineer|designer|analyst|architect|scientist|consultant|accountant|buyer|planner|teacher"
    r"|recruiter|writer)\b"
    r"|(?:^\W*|[|·,] )(lead|head|chief|principal|supervising|managing) (?!a |an |the |our |\d)"
    r"(?:[\w-]+ ){0,2}?\w+(?:er|or|ist|ant|ian|nurse)\b"
)
POST = re.compile(
    r"\b((?!And\b|Or\b|The\b)[A-Z][\w-]+) (Manager|Director|Engineer|Analyst|Developer|Designer"
    r"|Nurse|Teacher|Consultant|Accountant)\b"
)
PASSIVE = re.compile(
    r"\b(?:qa|tech|team|project|the)\s+lead\b|\blead-\w+"
    r"|\b(?:was|were|been|is)?\s*(?:led|headed|directed|managed|run)\s+by\b"
    r"|(?:带领|率领)(?:幼儿|学生|孩子|学员|同学|老人)"
    r"|由[^，。,;]{1,10}?(?:主导|牵头|带领|负责|领导)"
)
TEAM = (
    r"(?:\s+(?:a|an|the|of|and|cross-functional|\d+|[\w-]*\d[\w-]*)){0,4}\s+(?:[a-z]+\s+){0,2}?"
    r"(?:teams?|people|staff|engineers|designers|developers|associates|reports|employees|brigade|squad|shift|crew|operators|workers|technicians|volunteers"
    r"|partners|analysts|members)\b"
)
LEADS_PEOPLE = re.compile(rf"\b(?:led|lead|leads|leading|headed|heading|directed|directing){TEAM}")
MANAGES = re.compile(
    rf"\b(?:manag(?:e|ed|es|ing)|supervis(?:e|ed|ing)|oversee\w*|oversaw|built|ran|run){TEAM}"
    r"|管理[^，。,;]{0,8}?(?:团队|小组|[\d一二两三四五六七八九十][余多]?\s*[人名位])"
)
JOINED = re.compile(
    r"参与|参加(?=[^，。,;]{0,12}(?:项目|开发|建设|设计|编写|研发|改造|搭建|实施|施工|重构|迁移))|协助|配合|辅助|跟随|打下手|帮着|帮(?=店长|经理|主管|老师|团队|同事|师傅)"
    r"|帮助(?!客户|用户|学生|企业|公司|患者|家长|商家|孩子)"
    r"|\b(?:assist(?!ant)\w*|help(?:ed|ing|s)?)\b"
    r"(?!\s+(?:\w+\s+)?(?:customers|clients|students|patients|users|people|guests|residents))"
    r"|\bcontribut\w+|\bparticipat\w+|\btook part|\btaking part|\bmember of|\bpart of (?:a|the)"
    r"|\binvolved in|(?:^|[-•*;.]\s*)supported\s+(?:the|a|an)\b"
)
WITHIN = re.compile(r"在.{2,14}?(?:中|里|期间|组|团队)|成员")
PARTLY = re.compile(
    r"part-qualified|in progress|\b(?:expected|candidate|pursuing|part-time|volunteer|acting|trainee)\b"
    r"|\bpart time\b|\bnominat\w+|\bshortlisted\b|\bfinalist\b"
    r"|在读|预计|备考|兼职|志愿者?|代理(?=[店部经主])|见习|第[二三四]作者|提名|入围|入门|日常会话"
)
LOW_ZH = re.compile(r"(?:了解|接触过?|初步掌握)\s*([A-Za-z][\w+#.]*|[\u4e00-\u9fff]{2,4})")
LOW_EN = re.compile(
    r"(\w+)\s*\((?:conversational|basic|beginner|elementary)\)"
    r"|(?:basic|familiar with|exposure to|some)\s+(\w+)",
    CASELESS,
)
LOW = re.compile(
    r"了解|接触|初步|conversational|basic|beginner|elementary|familiar|exposure|some", CASELESS
)


def new_titles(revised: str, near: Sequence[str]) -> Iterator[Violation]:
    """Ranks the edit gives that the person does not hold there."""
    mine, known = _folded(revised), _folded("\n".join(near))
    for title in _longest(words()["titles_zh"] + words()["titles_en"], mine):
        sources = _without_others(known, title) if _is_held(mine, title) else known
        if _is_composed(title, known):
            continue
        forms = {title, f"{title}s", f"{title}'s", *words().claim_twins.get(squeezed(title), ())}
        if not any(says(sources, form) for form in forms):
            yield Violation(kind="title", text=title)


def new_leads(revised: str, near: Sequence[str]) -> Iterator[Violation]:
    """A lead developer, where the sources know a developer: lead alone is a verb as well."""
    known = _folded("\n".join(near))
    for found in LEADING.finditer(_folded(revised)):
        if not re.search(rf"\b{found[1] or found[2]}\b", known):
            yield Violation(kind="title", text=found[0])


def new_posts(revised: str, original: str, known: Known) -> Iterator[Violation]:
    """Another post in a headline: an area manager, where the sources know a store manager."""
    if re.search(r"\d", original) or not POST.search(original):
        return
    for found in POST.finditer(plain(revised)):
        is_its_own = known.has(found[1]) and found[2] in original
        spelled = is_spelled_out(found[1], found[0], known)
        if found[0].casefold() not in known.folded and not is_its_own and not spelled:
            yield Violation(kind="title", text=found[0])


def _is_composed(title: str, known: str) -> bool:
    """项目负责人 of a line that has 项目 and 负责人."""
    return any(
        rank in line and title.removesuffix(rank) in line
        for rank in words()["titles_zh"]
        if len(rank) > 2 and title != rank and title.endswith(rank)
        for line in known.split("\n")
    )


def _is_held(mine: str, title: str) -> bool:
    """Whether the edit says that the person is one in full: as a director …, 任总监"""
    if re.search(rf"assistant|deputy|acting|junior|副{title}|{title}助理|助理{title}", mine):
        return False
    mine = _without_others(mine, title)
    opens = rf"^\W*(?:[{HAN}]{{1,6}}|(?:[a-z&-]+ ){{0,3}})?|\bas (?:a |an |the )?|promoted to |任|作为|晋升为?"
    role = rf"(?:{opens})\s*(?:\w+\s)?{re.escape(title)}"
    return re.search(role, mine, re.MULTILINE) is not None


def _without_others(known: str, title: str) -> str:
    """The sources without the places where somebody else is one: for the CFO, 向总监汇报"""
    other = (
        r"(?:\b(?:for|to|by|with|from|our|the|\b\d\d?)\s+(?:the\s+|our\s+)?(?:\w+\s)?"
        rf"|(?:[由向与和给帮跟]|协助|配合)[{HAN}]{{0,4}}?){re.escape(title)}s?"
    )
    lower = rf"(?:assistant|deputy|acting|junior)\s+(?:\w+\s+)?{re.escape(title)}|副{title}|{title}助理|助理{title}"
    return re.sub(lower, " ", re.sub(other, " ", known))


def _longest(terms: list[str], text: str) -> list[str]:
    found = [term for term in terms if says(text, term)]
    return [term for term in found if not any(term != other and term in other for other in found)]


def new_claims(revised: str, near: Sequence[str], whole: Known) -> Iterator[Violation]:
    """Honour, reach and exclusiveness that no source claims."""
    mine, known = _folded(revised), _folded("\n".join(near))
    for claim in _longest(words()["claims_zh"] + words()["claims_en"], mine):
        if claim.startswith("零") and f"无{claim[1:]}" in known:
            continue
        twins = words().claim_twins.get(squeezed(claim), frozenset())
        plain_verb = {claim.removesuffix("ed")} if claim.endswith("ed") else set[str]()
        if any(says(known, form) for form in {claim, *plain_verb, *twins}):
            continue
        if not claim.isascii() and any(form in whole.unspaced for form in {claim, *twins}):
            continue
        spelled = is_spelled_out(claim.capitalize(), plain(revised), whole)
        if not spelled and not stands_for_capitals(claim, mine, whole):
            yield Violation(kind="text", text=claim)


def climbs(revised: str, original: str, backing: Sequence[str]) -> Iterator[Violation]:
    """A bigger share in the work than the line (or the same story elsewhere) gives."""
    mine, line = _folded(revised), _folded(original)
    support = PASSIVE.sub(" ", _folded("\n".join([original, *backing])))
    leads = words()["leads_zh"] + words()["leads_en"]
    may_lead = leads + words()["may_lead_zh"] + words()["may_lead_en"]
    found = any_of(leads, PASSIVE.sub(" ", mine)) or MANAGES.search(mine)
    is_climb = (
        (found and not found[0].isascii())
        or JOINED.search(line)
        or MANAGES.search(mine)
        or LEADS_PEOPLE.search(mine)
    )
    if found and is_climb and not any_of(may_lead, support) and not MANAGES.search(support):
        yield Violation(kind="text", text=found[0])
    for lost in (*_lost_company(mine, line), *_lost_modesty(mine, line), *_lost_limits(mine, line)):
        yield Violation(kind="text", text=f"-{lost}")


def _lost_company(mine: str, line: str) -> Iterator[str]:
    joined = JOINED.search(line)
    if joined and not any_of(words()["joins_zh"] + words()["joins_en"], mine):
        yield from () if WITHIN.search(mine) else (joined[0],)


def _lost_modesty(mine: str, line: str) -> Iterator[str]:
    for found in [*LOW_ZH.finditer(line), *LOW_EN.finditer(line)]:
        term = next(part for part in found.groups() if part)
        if not LOW.search(mine) and Known(mine).has(term):
            yield found[0]


def _lost_limits(mine: str, line: str) -> Iterator[str]:
    for found in PARTLY.finditer(line):
        if not any(
            says(mine, form)
            for form in (found[0], *words().claim_twins.get(squeezed(found[0]), ()))
        ):
            yield found[0]


def _folded(text: str) -> str:
    return plain(text).casefold()
