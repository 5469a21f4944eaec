"""A small part of the evaluation in every test run: one trade a language over the offline models."""

import pytest

from shared.context import get_context
from shared.documents.intake import read_pdf
from shared.llm.models import Models
from shared.models.words import Locale
from tests.eval.cases import injections, people, questions
from tests.eval.chain import Chain
from tests.eval.hiding import resume_pdf, seen_by_the_model
from tests.eval.recorder import Recorder
from tests.eval.retrieval import STARTER
from tests.offline_ai.server import running_server


@pytest.fixture(scope="module")
def recorder():
    with running_server() as server:
        settings = get_context().settings.model_copy(update={"models_base_url": server.base_url})
        yield Recorder(Models(settings))


@pytest.mark.parametrize("lang", Locale)
def test_quotes_are_true_the_strong_one_wins_and_orders_in_the_resume_move_nothing(recorder, lang):
    one = people(lang)["nurse"]
    chain = Chain(recorder, lang)
    strong, weak, job = (
        chain.person(one["strong"]),
        chain.person(one["weak"]),
        chain.job(one["job"]),
    )
    best, worst = chain.match(strong, job), chain.match(weak, job)
    assert best.score > worst.score
    assert chain.match(strong, job).score == best.score
    quotes = [quote for item in best.requirements for quote in item.quotes]
    assert quotes
    assert all(strong.text[quote.start : quote.end] == quote.text for quote in quotes)
    for text in injections()["resume"][:2]:
        assert chain.match(chain.person(f"{one['weak']}\n{text}\n"), job).score == worst.score
    sent = "\n".join(recorder.sent)
    assert [secret for secret in one["secrets"] if secret in sent] == []


def test_answers_can_be_kept_and_replayed_without_a_model(recorder, tmp_path):
    one = people(Locale.EN)["nurse"]
    before = Chain(recorder, Locale.EN).person(one["weak"])
    recorder.save(tmp_path / "answers.jsonl")
    replayed = Chain(Recorder(None, tmp_path / "answers.jsonl"), Locale.EN).person(one["weak"])
    assert replayed == before


def test_forty_questions_ask_for_articles_that_exist():
    asked = {lang: questions(lang) for lang in Locale}
    assert sum(map(len, asked.values())) == 40
    for lang, of in asked.items():
        names = {path.stem for path in (STARTER / lang).glob("*.md")}
        assert all(set(wanted) <= names for _, _, wanted in of)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the generator
@pytest.mark.parametrize("lang", Locale)
def test_an_order_that_no_person_sees_reaches_no_model(lang):
    text, order = people(lang)["nurse"]["weak"], injections()["resume"][:1]
    assert seen_by_the_model(text, order) == []
    assert (
        order[0] in read_pdf(resume_pdf(text, order[0], lambda pdf, it: pdf.text(20, 280, it))).text
    )
