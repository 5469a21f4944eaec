"""Chinese punctuation as it is printed: cleaning folds it to ASCII for comparing, a resume shows it full width."""

import re

HAN = r"\u3400-\u9fff"
WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}

_PARENTHESES = re.compile(r"(?P<before>.?)\((?P<inside>[^()\n]*)\)")
_MARK = re.compile(rf"(?<=[{HAN}）”])[,:;!?](?!//)|(?<=[\d%])[,;](?=[{HAN}])")
_GAP = re.compile(rf"(?<=[，：；！？（）])[ ]+(?=[{HAN}（])|(?<=[{HAN}])[ ]+(?=[，：；！？（）])")


def set_in_chinese(text: str) -> str:
    """Marks and parentheses that belong to Chinese words become full width; Latin text keeps its own."""
    outer = ""
    while outer != text:  # from the innermost outwards; each round leaves fewer to change
        outer, text = text, _PARENTHESES.sub(_parentheses, text)
    text = _MARK.sub(lambda mark: WIDE[mark[0]], text)
    return _GAP.sub("", text)


def _parentheses(found: re.Match[str]) -> str:
    before, inside = found["before"], found["inside"]
    chinese = re.search(rf"[{HAN}]", before + inside)
    return f"{before}（{inside}）" if chinese and before != "]" else found[0]
