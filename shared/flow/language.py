"""Which of the two languages a text is written in."""

from shared.models.words import Locale

HAN_SHARE = 0.15  # a Chinese resume is full of Latin names of tools


def language_of(text: str) -> Locale:
    """Chinese when a fair part of its letters are Han."""
    letters = [character for character in text if character.isalpha()]
    han = sum("\u3400" <= character <= "\u9fff" for character in letters)
    return Locale.ZH if letters and han / len(letters) >= HAN_SHARE else Locale.EN
