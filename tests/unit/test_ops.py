"""Edits of a resume: each can be undone, all undone gives the original, code writes the Markdown."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.flow.ops import apply, fits, in_words, lines, to_markdown, toggle
from shared.flow.outline import SECTIONS, line_lists, lists
from shared.models.customize import Op, OpKind, OpState, ProposedOp
from shared.models.resume import Employment, Project, ResumeSummary, Schooling
from shared.models.words import Locale

words = st.text(alphabet="abcdeXYZ 工程师上海0123456789*#[]`<>.", min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)
spans = st.lists(words, max_size=4)
employments = st.lists(
    st.builds(Employment, employer=words, title=words, duties=spans, highlights=spans), max_size=3
)
resumes = st.builds(
    ResumeSummary,
    headline=st.none() | words,
    profile=spans,
    skills=spans,
    employments=employments,
    certificates=spans,
)


@st.composite
def resumes_with_ops(draw):
    """A resume with edits that fit it."""
    base = draw(resumes)
    made = []
    for n in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(OpKind))
        fields = draw(edit_of(base, kind))
        if fields is not None:
            made.append(Op(n=n, kind=kind, state=OpState.APPLIED, **fields))
    return base, [op.model_copy(update={"n": n}) for n, op in enumerate(made)]


@st.composite
def edit_of(draw, base, kind):
    if kind is OpKind.REORDER:
        target, length = draw(st.sampled_from(sorted(lists(base).items())))
        return {"target": target, "order": draw(st.permutations(range(length)))}
    if kind is OpKind.AUGMENT:
        return {"target": draw(st.sampled_from(sorted(line_lists(base)))), "revised": draw(words)}
    if not lines(base):
        return None
    target, text = draw(st.sampled_from(sorted(lines(base).items())))
    revised = "" if kind is OpKind.TRIM else draw(words)
    return {"target": target, "original": text, "revised": revised}


@given(resumes_with_ops())
def test_undoing_every_edit_gives_the_original(case):
    base, ops = case
    for op in ops:
        ops = toggle(ops, op.n, applied=False)
    assert apply(base, ops) == base
    assert to_markdown(base, ops) == to_markdown(base)


@given(resumes_with_ops(), st.integers())
def test_toggling_in_any_order_ends_in_the_same_resume(case, seed):
    base, ops = case
    wanted = {op.n: random.Random(seed + op.n).random() < 0.5 for op in ops}
    straight, shuffled = ops, ops
    for n, applied in wanted.items():
        straight = toggle(straight, n, applied=applied)
    steps = [(n, random.Random(seed).random() < 0.5) for n in wanted] + list(wanted.items())
    random.Random(seed).shuffle(steps)
    for n, applied in steps + list(wanted.items()):
        shuffled = toggle(shuffled, n, applied=applied)
    assert apply(base, shuffled) == apply(base, straight)


@given(resumes_with_ops())
def test_every_edit_that_fits_can_be_applied_and_printed(case):
    base, ops = case
    assert all(fits(base, op) for op in ops)
    assert to_markdown(base, ops).startswith("# ")
    assert to_markdown(base, ops) == to_markdown(base, ops)


BASE = ResumeSummary(
    headline="后端工程师",
    skills=["Go", "Python"],
    employments=[
        Employment(
            employer="云帆科技",
            title="工程师",
            start="2019.03",
            end="2022.05",
            duties=["负责订单系统"],
            highlights=["延迟降低 30%", "接入 Kafka"],
        ),
        Employment(employer="海岸软件", title="实习生"),
    ],
    projects=[Project(name="对账平台", role="开发")],
    education=[Schooling(school="江州大学", degree="本科", field="软件工程")],
)


def op(kind: OpKind, target: str, n: int = 0, state: OpState = OpState.APPLIED, **fields) -> Op:
    return Op(n=n, kind=kind, target=target, state=state, **fields)


def test_each_kind_of_edit_does_what_it_says():
    ops = [
        op(OpKind.REORDER, "skills", order=[1, 0]),
        op(OpKind.TRIM, "employments.0.highlights.1"),
        op(OpKind.AUGMENT, "employments.0.highlights", revised="支撑双十一"),
        op(
            OpKind.REWRITE_LITE,
            "employments.0.highlights.0",
            original="延迟降低 30%",
            revised="将延迟降低 30%",
        ),
        op(OpKind.REORDER, "employments", order=[1, 0]),
    ]
    after = apply(BASE, ops)
    assert after.skills == ["Python", "Go"]
    assert [job.employer for job in after.employments] == ["海岸软件", "云帆科技"]
    assert after.employments[1].highlights == ["将延迟降低 30%", "支撑双十一"]


def test_a_rejected_edit_leaves_no_trace_and_cannot_be_switched_on():
    refused = [op(OpKind.AUGMENT, "skills", revised="Rust", state=OpState.REJECTED)]
    assert toggle(refused, 0, applied=True) == refused
    assert "Rust" not in to_markdown(BASE, refused)


@pytest.mark.parametrize(
    "edit",
    [
        ProposedOp(kind=OpKind.TRIM, target="employments.7.highlights.0"),
        ProposedOp(kind=OpKind.TRIM, target="skills.0", original="Rust"),
        ProposedOp(kind=OpKind.TRIM, target="skills.0", original="Go", revised="Rust"),
        ProposedOp(kind=OpKind.REORDER, target="skills", order=[0, 0]),
        ProposedOp(kind=OpKind.REORDER, target="skills.0", order=[0]),
        ProposedOp(kind=OpKind.AUGMENT, target="employments", revised="CTO"),
        ProposedOp(kind=OpKind.AUGMENT, target="skills"),
        ProposedOp(kind=OpKind.REWRITE_LITE, target="skills.0", revised="Golang"),
        ProposedOp(kind=OpKind.REWRITE_LITE, target="skills", original="Go", revised="Golang"),
        ProposedOp(kind=OpKind.REWRITE_LITE, target="employments.0.employer", original="云帆科技", revised="X"),
    ],
)  # fmt: skip
def test_an_edit_that_names_no_such_place_does_not_fit(edit):
    assert not fits(BASE, edit)


def test_the_markdown_has_name_contact_and_sections_in_the_readers_language():
    contact = {"NAME": "李明轩", "PHONE": "13800000000", "ID": "11010119900307123X"}
    text = to_markdown(BASE, contact=contact, locale=Locale.ZH)
    assert text.startswith(
        "# 李明轩\n\n**后端工程师**\n\n13800000000\n\n## 专业技能\n\n- Go\n- Python\n"
    )
    assert "### 云帆科技 · 工程师 (2019.03 – 2022.05)\n\n- 负责订单系统\n- 延迟降低 30%" in text
    assert "11010119900307123X" not in text
    assert "## Experience" in to_markdown(BASE, locale=Locale.EN)


def test_sections_can_change_places():
    order = [SECTIONS.index("education"), *(at for at in range(8) if SECTIONS[at] != "education")]
    text = to_markdown(BASE, [op(OpKind.REORDER, "sections", order=order)])
    assert text.index("教育背景") < text.index("专业技能")


def test_what_a_resume_says_is_never_markup():
    hostile = ResumeSummary(
        skills=["# big", "1. one", "[x](http://evil)", "<b>", "a * b", "C++ and C#"]
    )
    text = to_markdown(hostile, locale=Locale.EN)
    assert "- \\# big\n- 1\\. one\n- [x\\](http://evil)\n- \\<b>\n- a \\* b\n- C++ and C#\n" in text


@given(resumes_with_ops())
def test_a_new_order_is_told_by_what_it_orders_and_nothing_else_changes(case):
    base, ops = case
    for op in ops:
        told = in_words(base, op)
        if op.kind is not OpKind.REORDER:
            assert told == op
            continue
        before, after = told.original.split("\n"), told.revised.split("\n")
        if op.order:
            assert after == [before[at] for at in op.order]
        assert ProposedOp.model_validate(told.model_dump(include=set(ProposedOp.model_fields)))


def test_orders_of_sections_jobs_and_skills_are_told_by_their_names():
    job = Employment(employer="Acme", title="Engineer", duties=[], highlights=[])
    school = Schooling(school="North", degree=None, notes=[])
    base = ResumeSummary(
        profile=[], skills=["Go", "Rust"], employments=[job], projects=[], education=[school]
    )

    def told(target: str, order: list[int]) -> str:
        op = Op(n=0, kind=OpKind.REORDER, state=OpState.APPLIED, target=target, order=order)
        return in_words(base, op).revised

    assert told("skills", [1, 0]) == "Rust\nGo"
    assert told("employments", [0]) == "Acme · Engineer"
    assert told("education", [0]) == "North"
    assert told("sections", [*range(len(SECTIONS))]).split("\n") == list(SECTIONS)
    assert told("skills", [0]) == ""  # an order that does not fit was rejected, and says nothing
