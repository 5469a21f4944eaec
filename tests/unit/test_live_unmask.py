from hypothesis import given
from hypothesis import strategies as st

from shared.flow.live_unmask import LiveUnmask
from shared.flow.masking import unmask

CONTACT = {"NAME": "林知夏", "EMAIL_2": "a@example.com"}
TEXT = "您好，我是[[NAME]]。[x] [[NOBODY]] [[EMAIL_2]] a[0][[1]] [["


@given(st.lists(st.integers(1, 6), max_size=60))
def test_however_a_text_is_cut_the_same_is_shown(lengths: list[int]) -> None:
    live, shown, rest = LiveUnmask(CONTACT), "", TEXT
    for length in lengths:
        shown += live.feed(rest[:length])
        rest = rest[length:]
    shown += live.feed(rest) + live.close()
    assert shown == unmask(TEXT, CONTACT)


def test_text_without_placeholders_is_never_kept_back() -> None:
    assert LiveUnmask(CONTACT).feed("plain text") == "plain text"
