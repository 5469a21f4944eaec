"""Markdown that asks for more than a resume needs; each must be refused by name, soon."""

from collections.abc import Callable

CASES: dict[str, Callable[[], str]] = {
    "a_megabyte": lambda: "x" * 1_000_000,
    "sixty_thousand_brackets": lambda: "[" * 59_000,
    "pictures_that_never_close": lambda: "![" * 29_000,
    "fifteen_thousand_bullets": lambda: "- a\n" * 14_900,
    "thirty_thousand_lines": lambda: "a\n" * 29_900,
    "a_table_of_thousands_of_columns": lambda: "|a" * 14_000 + "|\n" + "|-" * 14_000 + "|\n",
    "thousands_of_definitions": lambda: "[a]: /x\n" * 7_000,
    "forty_pages": lambda: "a\n\n" * 990,
}
