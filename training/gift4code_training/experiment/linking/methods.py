"""The ways of linking that are compared: each gives every candidate of every question a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gift4code_training.experiment.linking import lexical
from gift4code_training.experiment.linking.encoder import Encoder, Vectors
from gift4code_training.experiment.linking.none import chances
from gift4code_training.experiment.linking.questions import Candidate, Question
from gift4code_training.experiment.linking.ranking import Scores, chosen
from gift4code_training.experiment.linking.static import Static, distilled, pieces

GRID = (0.0, 0.2, 0.4, 0.7, 1.0, 1.5)
"""Weights tried beside the first part's 1."""
_DIMENSIONS = (256, 128, 64)
_FEW = 12_000
_MEGABYTE = 1e6
_ALL = frozenset(("column", "value", "free"))
_MARKED = _ALL - {"free"}


@dataclass(frozen=True)
class Method:
    """A way of linking.

    Attributes:
        name: as the table has it.
        scores: of every question.
        megabytes: what it would add to what is carried, millions of bytes; 0 where nothing.
        note: weights, by half.
        choosing: where each half has weights of its own, every question by the other half's: thresholds for that half
            are chosen by these.
        kinds: the kinds of questions that are scored; the others' scores say nothing.
    """

    name: str
    scores: Scores
    megabytes: float = 0.0
    note: str = ""
    kinds: frozenset[str] = _ALL
    choosing: Scores | None = None


def methods(questions: Sequence[Question], encoder: Encoder, half: dict[str, int]) -> Iterator[Method]:
    """Every way, in the table's order.

    Args:
        half: of each domain; what has weights chooses them on the half that it does not score.
    """
    texts = [each.text for each in questions]
    yield Method("chance", lexical.nothing(questions), kinds=_MARKED)
    yield Method("the product's linker", lexical.product(questions))
    yield Method("shared words", overlap := lexical.scores(questions, lexical.overlap))
    yield Method("shared runs of three letters", runs := lexical.scores(questions, lexical.trigrams))
    yield Method("difflib's ratio", lexical.scores(questions, lexical.ratio))

    whole = _megabytes(encoder.parameters)  # at eight bits a number
    phrase = once(texts, encoder.texts)
    marked = [at for at, each in enumerate(questions) if each.kind in _MARKED]
    within = phrase.copy()  # a request is read for the words that somebody marked in it
    within[marked] = encoder.spans([(questions[at].intent, questions[at].start, questions[at].end) for at in marked])
    words = by_vectors(questions, phrase, lambda each: each.words, encoder.texts)
    sentence = by_vectors(questions, phrase, lambda each: each.sentence, encoder.texts)
    context = by_vectors(questions, within, lambda each: each.words, encoder.texts)
    yield Method("encoder: words and label", words, whole)
    yield Method("encoder: words and label, type, cells", sentence, whole)
    yield Method("encoder: words read in the request, and label", context, whole, kinds=_MARKED)
    yield _mix("encoder: the first two and letters", questions, (words, sentence, runs), half, whole)
    every = (words, sentence, context, runs)
    yield replace(_mix("encoder: all three and letters", questions, every, half, whole), kinds=_MARKED)

    known = pieces(encoder)
    for dimensions in _DIMENSIONS:
        table = distilled(known, dimensions, weighted=False)
        alike = by_vectors(questions, once(texts, table.texts), lambda each: each.words, table.texts)
        yield Method(f"table {dimensions}, all pieces alike", alike, _megabytes(table.size[0]))
    for dimensions in _DIMENSIONS:
        yield from _of_table(f"table {dimensions}", distilled(known, dimensions), questions, (overlap, runs), half)
    small = distilled(pieces(encoder, _FEW), _DIMENSIONS[-1])
    yield from _of_table(f"table {_DIMENSIONS[-1]}, {_FEW:,} whole words", small, questions, (overlap, runs), half)

    letters = (overlap, runs, sentence)
    yield _with_none("encoder: the first two, letters, or none", questions, encoder.texts, letters, half, whole)


def _of_table(
    name: str, table: Static, questions: Sequence[Question], letters: tuple[Scores, Scores], half: dict[str, int]
) -> Iterator[Method]:
    """Frequent pieces weigh less. ``letters``: shared words and shared runs."""
    asked = once([each.text for each in questions], table.texts)
    size = _megabytes(table.size[0])
    words = by_vectors(questions, asked, lambda each: each.words, table.texts)
    cells = by_vectors(questions, asked, lambda each: each.sentence, table.texts)
    yield Method(name, words, size)
    yield _mix(f"{name}, and letters", questions, (words, letters[1]), half, size)
    yield _mix(f"{name}, also cells, and letters", questions, (words, cells, letters[1]), half, size)
    yield _with_none(f"{name}, cells, letters, or none", questions, table.texts, (*letters, cells), half, size)


def once(texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """The vectors of texts, those that repeat encoded once."""
    place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    vectors: Vectors = encode(list(place))[[place[text] for text in texts]]
    return vectors


def by_vectors(
    questions: Sequence[Question],
    asked: Vectors,
    text: Callable[[Candidate], str],
    encode: Callable[[Sequence[str]], Vectors],
) -> Scores:
    """Cosines of the questions' vectors, shape (questions, dimensions), and of their candidates' texts."""
    others = _candidates(questions, text, encode)
    return [rows @ own for rows, own in zip(others, asked, strict=True)]


def _candidates(
    questions: Sequence[Question], text: Callable[[Candidate], str], encode: Callable[[Sequence[str]], Vectors]
) -> list[Vectors]:
    sets = {id(each.candidates): each.candidates for each in questions}
    texts = sorted({text(candidate) for candidates in sets.values() for candidate in candidates})
    place = {each: at for at, each in enumerate(texts)}
    vectors = encode(texts)
    rows = {key: vectors[[place[text(each)] for each in candidates]] for key, candidates in sets.items()}
    return [rows[id(each.candidates)] for each in questions]


def _mix(
    name: str, questions: Sequence[Question], parts: Sequence[Scores], half: dict[str, int], megabytes: float
) -> Method:
    """Weights are chosen by the English marks of columns alone."""
    chooses = [at for at, each in enumerate(questions) if each.kind == "column" and each.language == "en"]
    own = [[part[at] for at in chooses] for part in parts]
    mix = chosen([questions[at] for at in chooses], own, GRID, half)
    first, second = (" : ".join(f"{weight:g}" for weight in weights) for weights in mix.weights)
    return Method(
        name,
        mix.of(questions, parts, half),
        megabytes,
        f"weights {first} and {second}",
        choosing=mix.of(questions, parts, half, other=True),
    )


def _with_none(
    name: str,
    questions: Sequence[Question],
    encode: Callable[[Sequence[str]], Vectors],
    likenesses: Sequence[Scores],
    half: dict[str, int],
    megabytes: float,
) -> Method:
    learned = [at for at, each in enumerate(questions) if each.kind != "value" and each.language == "en"]
    own = [questions[at] for at in learned]
    given = chances(
        own,
        once([each.text for each in own], encode),
        _candidates(own, lambda each: each.words, encode),
        [[part[at] for at in learned] for part in likenesses],
        half,
    )
    scores = list(lexical.nothing(questions))
    for at, each in zip(learned, given, strict=True):
        scores[at] = each
    return Method(name, scores, megabytes, kinds=_ALL - {"value"})


def _megabytes(size: int) -> float:
    return round(size / _MEGABYTE, 1)
