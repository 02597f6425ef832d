"""The prompts of every template, word for word: a change here means a new template id."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from gift4code_ext.generation.prompt import TemplateError, build, finish
from gift4code_ext.generation.slots import SlotError
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Output, Spec, SpecKind, Variable
from gift4code_ext.spec.read import read
from gift4code_ext.spec.share import Level, LevelError, Sharing

DF = Variable(
    "df",
    "pandas.DataFrame",
    "frame",
    (8, 2),
    (
        Column("Pclass", "object", "str", ("few",), ("first", "third")),
        Column("Fare ($)", "float64", "float", ("null",)),
    ),
    2,
    (Column("day", "datetime64[ns]", "date", ("sorted",)),),
)
NAMES = Variable(
    "names", "pandas.DataFrame", "frame", (2, 2), (Column("Pclass", "object", "str"), Column("n", "int64", "int")), 2
)
SERIES = Variable("ages", "pandas.Series", "series", (8,), (Column(None, "int64", "int", ("unique",)),), 1)
SPEC = Spec(
    "Average fare by Pclass in 'third', above 10",
    (DF, NAMES, SERIES),
    Output(columns=("Pclass", "avg fare")),
    "import pandas as pd",
    Facts(
        shape="frame",
        type="pandas.DataFrame",
        rows="fewer",
        row_count=2,
        per=("Pclass",),
        columns=(
            ColumnFacts("Pclass", "str", False, ("df", "Pclass"), "inside", "asc", ("unique",)),
            ColumnFacts("avg fare", "float", False, ("df", "Fare ($)"), "new", "", ("frac", "above")),
        ),
        columns_known=True,
    ),
)


def test_slots() -> None:
    prompt = build("slots/1", SPEC)
    assert prompt.text == (
        "<d0>\n"
        "<c0> str few | pclass\n"
        "<c1> float null | fare\n"
        "<c2> index date sorted | day\n"
        "<d1>\n"
        "<c0>\n"
        "<c3> int | n\n"
        "<d2> series\n"
        "values int unique\n"
        "<v0> in <c0>\n"
        "<v1> int\n"
        "<n0> | avg fare\n"
        "<want> frame fewer 2 per <c0> : <c0> asc unique inside ; <n0> float frac new above <c1>\n"
        "<ask> average <c1> by <c0> in <v0>, above <v1>\n"
        "<code>\n"
    )
    assert prompt.stop == ("<end>",)


def test_slots_say_no_words_of_labels_when_anonymous() -> None:
    lines = build("slots/1", SPEC, level="anonymous").text.splitlines()
    assert lines[1:4] == ["<c0> str few", "<c1> float null", "<c2> index date sorted"]
    assert not any("|" in line for line in lines)


def test_slots_at_names_tell_no_kind_and_no_fact() -> None:
    prompt = build("slots/1", SPEC, level="names")
    assert prompt.text == (
        "<d0>\n"
        "<c0> other | pclass\n"
        "<c1> other | fare\n"
        "<c2> index other | day\n"
        "<d1>\n"
        "<c0>\n"
        "<c3> other | n\n"
        "<d2> series\n"
        "values other\n"
        "<v0> in <c0>\n"
        "<v1> int\n"
        "<n0> | avg fare\n"
        "<want> frame : <c0> ; <n0>\n"
        "<ask> average <c1> by <c0> in <v0>, above <v1>\n"
        "<code>\n"
    )
    assert finish(prompt, "result = <d0>[<d0>[<c0>] == <v0>]") == "result = df[df['Pclass'] == 'third']"


def test_row_labels_without_a_name_are_not_told_at_names() -> None:
    frame = pd.DataFrame({"fare": [1.0, 5.0]}, index=["a", "b"])
    assert "index" not in build("slots/1", Spec("the mean fare", (read(frame, "df"),)), level="names").text


def test_the_sentence_of_the_person_stays_here_when_anonymous() -> None:
    spec = replace(SPEC, output=replace(SPEC.output, summary="one row per Pclass, as Ms Brown wants it"))
    told = {level: build("slots/1", spec, level=level).text for level in Level}
    assert [level.value for level, text in told.items() if "brown" not in text] == ["anonymous"]
    assert len({told[level] for level in (Level.SCHEMA, Level.SHAPE, Level.MASKED, Level.ROWS)}) == 1


def test_slots_tell_as_much_of_the_output_as_the_kind_says() -> None:
    by_kind = {kind: build("slots/1", SPEC, kind).text for kind in SpecKind}
    assert "<want>" not in by_kind[SpecKind.NONE]
    assert "<want> frame : <c0> ; <n0> float\n" in by_kind[SpecKind.TYPE]


def test_notebook() -> None:
    prompt = build("gift4code/1", SPEC, SpecKind.TYPE)
    assert prompt.text == (
        "# In[ ]:\n"
        "import numpy as np\n"
        "import pandas as pd\n"
        "\n"
        "# In[ ]:\n"
        "# Variables that exist:\n"
        "# df: pandas.DataFrame\n"
        "# - index 'day': datetime64[ns] sorted\n"
        "# - 'Pclass': object few\n"
        "# - 'Fare ($)': float64 null\n"
        "# names: pandas.DataFrame\n"
        "# - 'Pclass': object\n"
        "# - 'n': int64\n"
        "# ages: pandas.Series\n"
        "# - (values): int64 unique\n"
        "\n"
        "# In[ ]:\n"
        "import pandas as pd\n"
        "\n"
        "# In[ ]:\n"
        "# Average fare by Pclass in 'third', above 10\n"
        "# Bind the variable result, a pandas.DataFrame with the columns 'Pclass', 'avg fare'.\n"
        "# Use df, names, ages as given, without loading again. The answer goes into the variable result.\n"
        "\n"
        "# In[ ]:\n"
    )
    assert finish(prompt, "result = df\n\n# In[ ]:\nmore") == "result = df"


def test_chat() -> None:
    prompt = build("chat/1", SPEC)
    assert [role for role, _ in prompt.messages] == ["system", "user"]
    assert prompt.text == "\n\n".join(content for _, content in prompt.messages)
    assert prompt.messages[1][1].startswith("Variables that exist:\ndf: pandas.DataFrame\n")
    assert prompt.messages[1][1].endswith("Put the answer into the variable result.")


@pytest.mark.parametrize("template", ["gift4code/1", "chat/1"])
def test_anonymous_holds_no_label_and_no_value(template: str) -> None:
    prompt = build(template, SPEC, level="anonymous")
    for word in ("Pclass", "Fare", "fare", "third", "10", "df", "names", "ages"):
        assert word not in prompt.text
    assert finish(prompt, "result = d0[d0['c0'] == v0].groupby('c0').agg(n0=('c1', 'mean'))") == (
        "result = df[df['Pclass'] == 'third'].groupby('Pclass').agg(**{'avg fare': ('Fare ($)', 'mean')})"
    )


def test_long_contexts_keep_their_end() -> None:
    context = "\n".join(f"x{place} = {place}" for place in range(2000)) + "\n%matplotlib inline\nlast = 1"
    text = build("chat/1", Spec("do", (DF,), context=context)).text
    assert "last = 1" in text
    assert "%matplotlib" not in text
    assert "x3 = 3\n" not in text
    assert len(text) < 6000


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("result = df", "result = df"),
        ("```python\nresult = df\n```", "result = df"),
        ("Sure:\n```py\nresult = df\n```\nDone.", "result = df"),
        ("```\nresult = df", "result = df"),
        ("First broken:\n```python\nresult = (\n```\nthen\n```python\nresult = 2\n```", "result = 2"),
        ("Here is the code you want:\nresult = df\nx = 1\nThat does it, enjoy!", "result = df\nx = 1"),
        ("nothing that parses here", "nothing that parses here"),
    ],
)
def test_code_is_found_in_answers(answer: str, code: str) -> None:
    assert finish(build("chat/1", SPEC), answer) == code


def test_slot_completions_end_at_the_end_token() -> None:
    prompt = build("slots/1", SPEC)
    assert finish(prompt, "result = <d0>[<c1>]<end><c0>") == "result = df['Fare ($)']"
    with pytest.raises(SlotError):
        finish(prompt, "result = <d0>[<c9>]")


def test_unknown_templates_and_levels() -> None:
    with pytest.raises(TemplateError, match="update gift4code or choose another model"):
        build("slots/2", SPEC)
    with pytest.raises(LevelError):
        build("slots/1", SPEC, level="everything")


def test_row_numbers_left_over_from_a_filter_are_not_told() -> None:
    frame = pd.DataFrame({"fare": [1.0, 5.0, 9.0]})
    kept, whole = frame[frame["fare"] > 2], frame.iloc[1:].reset_index(drop=True)

    told = [build("slots/1", Spec("the mean fare", (read(each, "df"),))).text for each in (kept, whole)]

    assert told[0] == told[1]


KEPT = replace(
    SPEC,
    intent="Average fare by Pclass where 'third', call it fare_total; of Fare ($), not of farewells",
    output=replace(SPEC.output, columns=("Pclass", "avg fare"), summary="the fare of each Pclass"),
)


def test_a_column_that_is_kept_back_has_no_words_in_slots() -> None:
    prompt = build("slots/1", KEPT, level=Sharing(overrides={"df.Fare ($)": Level.ANONYMOUS}))
    open_, kept = build("slots/1", KEPT).text.splitlines(), prompt.text.splitlines()
    assert [line for line in open_ if line not in kept] == [
        "<c1> float null | fare",
        "<n0> | avg fare",
        "<n1> | fare total",
    ]
    assert finish(prompt, "result = <d0>[<c1>]") == "result = df['Fare ($)']"


def test_words_that_are_the_column_have_its_number_and_lead_back() -> None:
    prompt = build("chat/1", KEPT, level=Sharing(overrides={"Fare ($)": Level.ANONYMOUS}))
    said = prompt.messages[1][1]
    assert "- 'c0'\n" in said
    assert "Average c0 by Pclass where 'third', call it n1; of c0, not of farewells" in said
    assert "the c0 of each Pclass" in said
    assert "These column labels are placeholders, written as strings: 'c0', 'n0', 'n1'." in said
    assert "import pandas" not in said
    assert finish(prompt, "result = df.groupby('Pclass').agg(n0=('c0', 'mean'), n1=('c0', 'sum'))") == (
        "result = df.groupby('Pclass').agg(**{'avg fare': ('Fare ($)', 'mean')}, fare_total=('Fare ($)', 'sum'))"
    )


def test_cells_of_a_column_that_is_kept_back_are_numbered_in_the_request() -> None:
    prompt = build("chat/1", SPEC, level=Sharing(overrides={"Pclass": Level.ANONYMOUS}))
    assert "Average fare by c0 in v0, above 10" in prompt.text
    assert "v0 (in): literals, written as variables." in prompt.text
    assert finish(prompt, "result = df[df['c0'] == v0]") == "result = df[df['Pclass'] == 'third']"


def test_a_frame_that_is_kept_back_is_a_number_that_leads_back() -> None:
    spec = replace(SPEC, intent="join df and names")
    prompt = build("chat/1", spec, level=Sharing(overrides={"names": Level.ANONYMOUS, "df.Pclass": Level.SCHEMA}))
    assert "join df and d0" in prompt.text
    assert "d0: pandas.DataFrame\n- 'Pclass'\n- 'c0'\n" in prompt.text
    assert "These variables are placeholders: d0." in prompt.text
    assert finish(prompt, "result = df.merge(d0, on='Pclass')['c0']") == "result = df.merge(names, on='Pclass')['n']"


def test_a_result_named_after_what_is_kept_back_is_bound_all_the_same() -> None:
    spec = replace(SPEC, output=replace(SPEC.output, name="fares_by_class"))
    prompt = build("gift4code/1", spec, level=Sharing(overrides={"Fare ($)": Level.ANONYMOUS}))
    assert "The answer goes into the variable result." in prompt.text
    assert finish(prompt, "result = df['c0']") == "fares_by_class = df['Fare ($)']"


NOTES = Sharing(notes={"df.Fare ($)": "pounds of 1912", "names.n": "how many of that Pclass", "ages": "in years"})


def test_notes_stand_beside_the_name() -> None:
    for template in ("gift4code/1", "chat/1"):
        text = build(template, SPEC, level=NOTES).text
        for line in ("- 'Fare ($)' (pounds of 1912): float64 null", "- (values) (in years): int64 unique"):
            assert line in text


def test_words_of_notes_follow_those_of_the_label_in_slots() -> None:
    open_, noted = (build("slots/1", SPEC, level=level).text.splitlines() for level in (Level.SCHEMA, NOTES))
    assert [line for line in noted if line not in open_] == [
        "<c1> float null | fare pounds 1912",
        "<c3> int | n how many pclass",
    ]


def test_notes_do_not_name_what_is_kept_back() -> None:
    sharing = replace(NOTES, overrides={"Pclass": Level.ANONYMOUS})
    assert "'n' (how many of that c0)" in build("chat/1", SPEC, level=sharing).text
    assert "<c3> int | n how many\n" in build("slots/1", SPEC, level=sharing).text


def test_rows_that_may_leave_are_told_whatever_is_told_of_the_output() -> None:
    rows = (("first", "7.5"), ("third", "8"))
    spec = Spec("the mean fare", (replace(DF, sample=rows),))
    for kind in SpecKind:
        assert (
            build("chat/1", spec, kind, "rows").text.count("Input df, first rows:\nPclass,Fare ($)\nfirst,7.5\n") == 1
        )
