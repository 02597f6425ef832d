"""Sampling and the text of a sample, without a model."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gift4code_ext.host.sampling import Sampling, choose, generators, log_softmax
from gift4code_ext.host.transcript import Token, Transcript


def decode(tokens: object) -> str:
    return bytes(tokens).decode("utf-8", errors="replace")  # type: ignore[call-overload,no-any-return]


@given(
    st.text(alphabet="ab\nc€😀<>", max_size=30),
    st.lists(st.text(alphabet="ab\n€<>", min_size=1, max_size=3), max_size=3),
)
def test_released_text_is_the_text_before_the_first_stop_string(text: str, stops: list[str]) -> None:
    transcript, released = Transcript(decode, stops), ""
    tokens: list[Token] = []
    for byte in text.encode():
        transcript.add(byte, -1.0)
        part, ready = transcript.release("stop" if transcript.stopped else None)
        released, tokens = released + part, [*tokens, *ready]
        if transcript.stopped:
            break
    else:
        part, ready = transcript.release("length")
        released, tokens = released + part, [*tokens, *ready]

    # the stop string that is complete first decides, and of those complete together the one that starts first
    complete = [at + len(stop) for stop in stops if (at := text.find(stop)) >= 0]
    seen = text[: min(complete)] if complete else text
    cut = min((at for stop in stops if (at := seen.find(stop)) >= 0), default=len(text))
    assert released == text[:cut]
    assert "".join(token.text for token in tokens).startswith(released)


def test_bytes_that_are_no_text_are_not_held_back_for_ever() -> None:
    transcript = Transcript(decode, ())
    for byte in b"\xff\xff\xff\xff\xffok":
        transcript.add(byte, -1.0)

    assert transcript.release("length")[0] == decode(b"\xff\xff\xff\xff\xffok")


def test_logprobs_are_of_the_untempered_distribution() -> None:
    logits = np.log(np.array([[0.7, 0.2, 0.1]], dtype=np.float32)) + 3

    np.testing.assert_allclose(np.exp(log_softmax(logits)), [[0.7, 0.2, 0.1]], atol=1e-6)


def test_top_p_leaves_the_fewest_tokens_that_reach_it() -> None:
    logits = np.log(np.array([[0.1, 0.5, 0.3, 0.1]] * 400, dtype=np.float32))
    sampling = Sampling(max_tokens=1, top_p=0.75)

    assert set(choose(logits, sampling, generators(0, 400)).tolist()) == {1, 2}


def test_top_p_reaches_beyond_the_tokens_sorted_first_of_a_flat_distribution() -> None:
    logits = np.zeros((300, 5000), dtype=np.float32)
    tokens = choose(logits, Sampling(max_tokens=1, top_p=0.9), generators(0, 300))

    assert 2000 < tokens.max() < 4500


def test_samples_follow_the_tempered_distribution() -> None:
    logits = np.log(np.array([[0.8, 0.2]] * 4000, dtype=np.float32))
    tokens = choose(logits, Sampling(max_tokens=1, temperature=0.5), generators(1, 4000))

    assert abs((tokens == 0).mean() - 0.64 / 0.68) < 0.02
