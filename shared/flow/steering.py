"""Sentences that speak to whoever judges instead of saying something about a job.

Verdicts, quotes and the score are checked anyway; this only keeps such a sentence from being counted as a
requirement of its own, where it could be found met.
"""

import re

_OVERRIDE = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:above|previous|prior|all|instructions?|requirements?|rules)\b"
    r"|(?:忽略|无视|忘记|跳过).{0,12}(?:以上|上面|之前|前面|所有|全部).{0,8}(?:指令|要求|内容|提示|规则)",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:give|award|assign)\b.{0,40}\b(?:100|full marks|top score|perfect score)\b"
    r"|\b(?:score|rating|match)\s*(?:=|:|of|is)\s*(?:100|10/10)"
    r"|\banswer\b.{0,12}\bmet\b|\ball\b.{0,24}\bmet\b"
    r"|满分|(?:匹配度|评分|得分|分数).{0,6}(?:100|一百)|判定为满足|(?:打|给)\s*100\s*分",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\W*(?:system|assistant|task)\s*[:：]|\[/?INST\]|</?\w+>|系统提示\s*[:：]"
    r"|(?:AI|人工智能)\s*(?:评审|审核|助手|模型)?.{0,4}(?:请注意|必须)|\bAI (?:reviewers?|graders?)\b",
    re.IGNORECASE | re.MULTILINE,
)


def steers(text: str) -> bool:
    """Whether a sentence tells the judge what to say."""
    return any(rule.search(text) for rule in (_OVERRIDE, _VERDICT, _ADDRESS))
