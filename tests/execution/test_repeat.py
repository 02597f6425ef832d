"""The second run of a passing cell: what chance, the clock, addresses and hashes make shows; what is sure does not."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pandas as pd
import pytest

from gift4code_ext.execution import Limits, Outcome, Runner
from gift4code_ext.execution.inside.repeat import hash_seed, judged
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"kind": ["a", "b", "a"], "fare": [1.0, 2.0, 4.0]})
TEXTS = [f"word {number}" for number in range(50)]


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner({"df": FRAME, "texts": TEXTS}) as runner:
        yield runner


@pytest.mark.parametrize(
    "code",
    [
        "import random\nrandom.random()",
        "np.random.rand()",
        "np.random.default_rng().random()",
        "df.sample(frac=1).assign(x=np.random.rand(3))",
        "import time\ntime.time() % 60",
        "pd.Timestamp.now()",
        "import uuid\nstr(uuid.uuid4())",
        "import os\nos.urandom(8)",
        "import secrets\nsecrets.token_hex()",
        "import os\nos.getpid()",
        "list(set(texts))",
        "[word for word in {*texts}]",
        "hash('word')",
    ],
)
def test_a_value_made_by_chance_is_unstable(runner: Runner, code: str) -> None:
    outcome = runner.run(code)
    assert (outcome.status, outcome.unstable) == ("ok", True)


@pytest.mark.parametrize(
    "code",
    [
        "df.groupby('kind')['fare'].mean()",
        "np.random.default_rng(0).random()",
        "df.sample(2, random_state=1)",
        "sorted(set(texts))",
        "len({*texts})",
        "set(texts)",
    ],
)
def test_a_value_made_of_the_inputs_is_stable(runner: Runner, code: str) -> None:
    outcome = runner.run(code)
    assert (outcome.status, outcome.unstable) == ("ok", False)


def test_only_what_passes_runs_twice(runner: Runner) -> None:
    outcome = runner.run("import random\nrandom.random()", Output(example=5))
    assert (outcome.status, outcome.unstable) == ("wrong", False)


def test_a_pass_whose_second_run_takes_too_long_is_still_a_pass() -> None:
    code = "import random, time\nif random.random() < 0.5:\n    time.sleep(30)\n1"
    with Runner({"n": 1}, limits=Limits(seconds=0.5)) as runner:
        outcome = runner.run(code, Output(example=1))
    assert random.Random(0).random() >= 0.5 > random.Random(1).random()
    assert (outcome.status, outcome.unstable) == ("ok", False)


def test_a_worker_that_does_not_fork_sees_it_too() -> None:
    with Runner({"texts": TEXTS}, fork=False) as runner:
        outcomes = runner.run_many(["list(set(texts))", "import random\nrandom.random()", "len(texts)"])
    assert [outcome.unstable for outcome in outcomes] == [True, True, False]


@pytest.mark.parametrize(
    ("code", "seed"),
    [("{1, 2}", 1), ("{x for x in y}", 1), ("frozenset(x)", 1), ("{'a': 1}", 0), ("df['set']", 0), ("not python(", 0)],
)
def test_only_cells_that_hash_need_another_hash_seed(code: str, seed: int) -> None:
    assert hash_seed(code) == seed


@pytest.mark.parametrize(
    ("second", "unstable"),
    [
        (Outcome("ok", value_key="a"), False),
        (Outcome("ok", value_key="b"), True),
        (Outcome("error"), True),
        (Outcome("timeout"), False),
        (Outcome("memory"), False),
        (Outcome("killed"), False),
        (Outcome("harness_error"), False),
    ],
)
def test_a_second_run_that_was_cut_short_says_nothing(second: Outcome, unstable: bool) -> None:
    first = Outcome("ok", value_key="a", stdout="said")
    assert judged(first, second) == Outcome("ok", value_key="a", stdout="said", unstable=unstable)


def test_the_second_run_may_be_of_another_cell(runner: Runner) -> None:
    stable = runner.run(
        "print('told')\nresult = df['fare'].sum()", Output("result"), second="result = df['fare'].sum()"
    )
    unstable = runner.run("result = df['fare'].sum()", Output("result"), second="result = df['fare'].max()")

    assert (stable.status, stable.unstable, stable.stdout) == ("ok", False, "told\n")
    assert (unstable.status, unstable.unstable) == ("ok", True)
