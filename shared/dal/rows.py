"""Calling the database: one row, one value, or many rows as a model."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString, TypeVar

from psycopg.rows import DictRow
from pydantic import BaseModel

from shared.dal.connect import Tx

Row = TypeVar("Row", bound=BaseModel)
Params = Sequence[Any] | Mapping[str, Any]


def one(tx: Tx, statement: LiteralString, params: Params = ()) -> DictRow | None:
    """The first row, if there is one."""
    return tx.execute(statement, params).fetchone()


def value(tx: Tx, statement: LiteralString, params: Params = ()) -> Any:
    """The only column of the only row; null if there is no row."""
    row = one(tx, statement, params)
    return None if row is None else next(iter(row.values()))


def first(tx: Tx, shape: type[Row], statement: LiteralString, params: Params = ()) -> Row | None:
    """The first row as a model, if there is one."""
    row = one(tx, statement, params)
    return None if row is None else shape.model_validate(row)


def every(tx: Tx, shape: type[Row], statement: LiteralString, params: Params = ()) -> list[Row]:
    """All rows as models."""
    return [shape.model_validate(row) for row in tx.execute(statement, params)]
