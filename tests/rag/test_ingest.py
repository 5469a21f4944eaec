"""Know-how comes into the collection once, changes with its documents, and leaves with them."""

from pathlib import Path

import pytest

from rag_ingest.documents import Defaults, UnusableDocument, clean, read_all
from rag_ingest.ingest import BATCH, ingest
from shared.dal import knowledge
from shared.models.words import Locale
from shared.rag.chunks import LENGTHS, cut

STARTER = Path(__file__).parents[2] / "rag_ingest" / "knowledge"
CATEGORIES = {"match", "match_intent", "customize", "interview"}


class Embedder:
    """Vectors that only need to be told apart."""

    def __init__(self):
        self.batches = []

    def __call__(self, texts):
        self.batches.append(len(texts))
        return [[float(len(text) % 7 + 1), *([0.5] * 2047)] for text in texts]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tips").mkdir()
    return tmp_path / "tips"


def write(path, category="match", body="First paragraph.", title="Tips"):
    path.write_text(
        f"---\ntitle: {title}\ncategory: {category}\nlang: en\n---\n# {title}\n\n{body}\n", "utf-8"
    )


def run(db, folder, embed=None):
    embed = embed or Embedder()
    documents = read_all([folder], Defaults())
    return ingest(
        db, documents, [folder.name], embed=embed, embedding_model="test", say=lambda line: None
    )


def stored(db):
    with db.connect() as conn:
        return sorted(knowledge.known(conn, "test"))


def test_a_second_ingest_changes_nothing_and_embeds_nothing(db, folder):
    write(folder / "a.md", "match, customize")
    assert run(db, folder).written == 2
    embed = Embedder()
    report = run(db, folder, embed)
    assert (report.written, report.unchanged, report.removed, embed.batches) == (0, 2, 0, [])
    assert stored(db) == [("tips/a.md", "en", "customize", 0), ("tips/a.md", "en", "match", 0)]


def test_a_passage_of_two_categories_is_embedded_once(db, folder):
    write(folder / "a.md", "match, customize")
    embed = Embedder()
    run(db, folder, embed)
    assert embed.batches == [1]


def test_only_what_changed_is_embedded_again(db, folder):
    write(folder / "a.md")
    write(folder / "b.md")
    run(db, folder)
    write(folder / "b.md", body="Another paragraph.")
    assert run(db, folder).written == 1


def test_what_vanished_is_removed_whole_documents_categories_and_tails(db, folder):
    long = "\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(6))
    write(folder / "a.md", "match, customize", long)
    write(folder / "b.md")
    run(db, folder)
    assert len(stored(db)) > 5
    (folder / "b.md").unlink()
    write(folder / "a.md", "match", "Short now.")
    run(db, folder)
    assert stored(db) == [("tips/a.md", "en", "match", 0)]


def test_other_folders_and_other_embedding_models_are_left_alone(db, folder, tmp_path):
    write(folder / "a.md")
    other = tmp_path / "more"
    other.mkdir()
    write(other / "c.md")
    run(db, folder)
    run(db, other)
    (folder / "a.md").unlink()
    run(db, folder)
    assert stored(db) == [("more/c.md", "en", "match", 0)]


def test_no_embedding_call_has_more_inputs_than_the_provider_takes(db, folder):
    for n in range(70):
        write(folder / f"{n}.md", body=f"Text {n}.")
    embed = Embedder()
    run(db, folder, embed)
    assert embed.batches == [BATCH] * 8 + [6]


def test_text_files_take_language_and_category_from_options(folder):
    (folder / "note.txt").write_text("Plain advice.\n", "utf-8")
    defaults = Defaults(lang=Locale.EN, categories=("interview",))
    (document,) = read_all([folder / "note.txt"], defaults)
    assert (document.source, document.title, document.lang) == ("note.txt", "note", Locale.EN)
    with pytest.raises(UnusableDocument):
        read_all([folder / "note.txt"], Defaults())
    with pytest.raises(UnusableDocument):
        read_all([folder / "missing"], Defaults())


def test_a_pdf_is_read_too(folder):
    sample = Path(__file__).parents[1] / "data" / "documents"
    pdf = next(sample.rglob("*.pdf"), None)
    if pdf is None:
        pytest.skip("no sample")
    (document,) = read_all([pdf], Defaults(lang=Locale.EN, categories=("match",)))
    assert len(document.text) > 200


def test_cleaning_takes_out_what_nobody_sees_and_keeps_chinese_punctuation():
    assert clean("写\u200b清楚，再投。  \n\n\n\n第二段") == "写清楚，再投。\n\n第二段"


def test_passages_are_short_lose_nothing_and_know_their_heading():
    for lang in Locale:
        for document in read_all([STARTER / lang], Defaults()):
            passages = cut(document.text, lang)
            assert all(len(passage.text) <= LENGTHS[lang][1] for passage in passages)
            assert all(passage.heading for passage in passages)
            text = "".join("".join(passage.text.split()) for passage in passages)
            assert len(text) >= 0.95 * len("".join(document.text.split()))


def test_the_starter_set_has_twelve_articles_a_language_over_all_categories():
    documents = read_all([STARTER], Defaults())
    for lang in Locale:
        mine = [document for document in documents if document.lang is lang]
        assert len(mine) >= 12
        assert {category for document in mine for category in document.categories} == CATEGORIES
        assert len({document.title for document in mine}) == len(mine)
