"""Know-how for a prompt. A step without it is a little poorer; it never fails for the lack of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.context import Context
from shared.dal import knowledge
from shared.dal.connect import DatabaseError
from shared.errors import StepFailed
from shared.flow.plans import EMBEDDING_MODEL
from shared.models.match import KnowledgeSource
from shared.models.run import Attempt
from shared.models.stored import Found
from shared.observability import log_failure
from shared.usecases.screen import Screen

PASSAGES = 3
LONGEST_QUERY = 1_000


@dataclass(frozen=True)
class KnowHow:
    """What to put into the prompt, and where it came from; `missed` = it could not be looked up."""

    text: str = ""
    sources: list[KnowledgeSource] = field(default_factory=list[KnowledgeSource])
    missed: bool = False


def know_how(
    ctx: Context, attempt: Attempt, screen: Screen, query: str, categories: Sequence[str]
) -> KnowHow:
    """The nearest passages in the language of the run."""
    try:
        found = _nearest(ctx, attempt, screen, query[:LONGEST_QUERY], categories)
    except (StepFailed, DatabaseError) as failure:
        log_failure(failure, taskId=attempt.task_id)
        return KnowHow(missed=True)
    texts = [f"### {passage.title}\n{passage.content}" for passage in found]
    sources = [KnowledgeSource.model_validate(passage.model_dump()) for passage in found]
    return KnowHow("\n\n".join(texts), sources)


def _nearest(
    ctx: Context, attempt: Attempt, screen: Screen, query: str, categories: Sequence[str]
) -> list[Found]:
    (vector,) = ctx.models.embed([query], screen.record)
    with ctx.db.transaction() as tx:
        return knowledge.nearest(
            tx,
            vector,
            embedding_model=ctx.models.real_model(EMBEDDING_MODEL),
            lang=attempt.locale,
            categories=categories,
            limit=PASSAGES,
        )
