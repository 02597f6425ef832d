"""Problems of our own in the form of DS-1000's simplified release; none of its text is here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

TESTS = """
def test_execution(solution):
    code = exec_context.replace("[insert]", solution)
    for i in range({count}):
        test_input, expected_result = generate_test_case(i + 1)
        test_env = {{"test_input": test_input}}
        exec(code, test_env)
        assert exec_test(test_env["result"], expected_result)
"""

FARES = '''
import pandas as pd
import copy

def generate_test_case(test_case_id):
    fares = pd.DataFrame({"city": ["Oslo", "Bergen", "Oslo"], "fare": [10, 40, 30]})
    if test_case_id == 2:
        fares = pd.DataFrame({"city": ["Voss", "Voss"], "fare": [1, 2]})
    expected = copy.deepcopy(fares).groupby("city", as_index=False)["fare"].max()
    return fares, expected

def exec_test(result, ans):
    try:
        pd.testing.assert_frame_equal(result, ans)
        return 1
    except:
        return 0

exec_context = r"""
import pandas as pd
fares = test_input
[insert]
result = top
"""
''' + TESTS.format(count=2)

FARES_PROMPT = """Problem:
I have fares by city and want the highest of each city.


A:
<code>
import pandas as pd

fares = load_data()
</code>
top = ... # put solution in this variable
BEGIN SOLUTION
<code>
"""

HALVES = '''
import pandas as pd

def generate_test_case(test_case_id):
    numbers = [1, 2, 3, 4]
    return (numbers, 2), [2, 4]

def exec_test(result, ans):
    assert list(result) == ans
    return 1

exec_context = r"""
def f(numbers, by):
[insert]
numbers, by = test_input
result = f(numbers, by)
"""

def test_string(solution):
    assert "for" not in solution, "a loop"
''' + TESTS.format(count=1)

HALVES_PROMPT = """Problem:
Which of the numbers are multiples? No loop, please.
A:
<code>
numbers, by = [1, 2, 3, 4], 2
def f(numbers, by):
    # return the solution in this function
    # result = f(numbers, by)
    ### BEGIN SOLUTION
"""

PICTURE = '''
import numpy as np
# stands for matplotlib: what is drawn is saved and read back

def generate_test_case(test_case_id):
    np.savetxt("ans.png", np.arange(3))
    return None, None

def exec_test(result, ans):
    assert (np.loadtxt("output.png") == np.loadtxt("ans.png")).all()
    return 1

exec_context = r"""
import numpy as np
x = np.arange(3)
[insert]
np.savetxt("output.png", drawn)
result = None
"""
''' + TESTS.format(count=1)

PICTURE_PROMPT = """import numpy as np
x = np.arange(3)

# draw x
# SOLUTION START
"""

ABSENT = "import no_such_package_here\n" + FARES
FETCHES = 'import urllib.request\nurllib.request.urlopen("http://127.0.0.1:9/data.csv")\n' + FARES

FARES_REFERENCE = 'top = fares.groupby("city", as_index=False)["fare"].max()'
HALVES_REFERENCE = "    return list(filter(lambda number: number % by == 0, numbers))"


def record(number: int, prompt: str, reference: str, context: str, library: str) -> dict[str, Any]:
    """One line of the file."""
    known = {
        "problem_id": number,
        "library_problem_id": number,
        "library": library,
        "test_case_cnt": 1,
        "perturbation_type": "Origin",
        "perturbation_origin_id": number // 2,
    }
    return {"prompt": prompt, "reference_code": reference, "code_context": context, "metadata": known}


RUNNING = (
    record(0, FARES_PROMPT, FARES_REFERENCE, FARES, "Pandas"),
    record(1, HALVES_PROMPT, HALVES_REFERENCE, HALVES, "Numpy"),
    record(2, PICTURE_PROMPT, "drawn = x", PICTURE, "Matplotlib"),
)
NOT_HERE = (
    record(3, FARES_PROMPT, FARES_REFERENCE, ABSENT, "Pandas"),
    record(4, FARES_PROMPT, FARES_REFERENCE, FETCHES, "Pandas"),
)


def write(folder: Path, records: tuple[dict[str, Any], ...] = RUNNING) -> Path:
    """A file of these problems; returns its path."""
    path = folder / "own.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in records)
    return path
