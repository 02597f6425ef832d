"""Append-only JSONL: whole after a kill, a torn line, a full disk; one writer, one manifest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from gift4code_training.journal import Journal, JournalError, alone, is_being_written, manifest_of, read

SETTINGS = {"seed": 1, "options": {"count": 6}}
CHILD = """\
import sys
from pathlib import Path
from gift4code_training.journal import Journal
journal = Journal(Path(sys.argv[1]), {"seed": 1, "options": {"count": 6}})
"""


def child(code: str, path: Path, *more: str) -> subprocess.Popen[str]:
    """A real process that holds the journal open and runs ``code``."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD + code, str(path), *more],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def fill(path: Path, *keys: str) -> None:
    with Journal(path, SETTINGS) as journal:
        for key in keys:
            journal.append({"key": key, "text": "später\nmehr"})


def test_what_was_appended_is_there_and_another_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.jsonl"
    fill(path, "one")

    with Journal(path, SETTINGS) as journal:
        assert "one" in journal
        assert "two" not in journal
        journal.extend([{"key": "two"}, {"key": "three"}])

    assert [record["key"] for record in read(path)] == ["one", "two", "three"]
    assert next(read(path))["text"] == "später\nmehr"
    assert manifest_of(path) == SETTINGS


def test_a_key_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with Journal(path, SETTINGS) as journal:
        journal.append({"key": "one"})
        with pytest.raises(JournalError, match="already has the record one"):
            journal.append({"key": "one"})
        with pytest.raises(JournalError, match="already has the record two"):
            journal.extend([{"key": "two"}, {"key": "two"}])

    assert [record["key"] for record in read(path)] == ["one"]


@pytest.mark.parametrize("torn", [b'{"key": "tw', b'{"key": "two"}', b"\xc3", b"x" * 200_000])
def test_a_torn_last_line_is_left_out_and_cut_off(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "a.jsonl"
    fill(path, "one")
    with path.open("ab") as file:
        file.write(torn)

    assert [record["key"] for record in read(path)] == ["one"]
    fill(path, "two")
    assert [record["key"] for record in read(path)] == ["one", "two"]


@pytest.mark.parametrize("line", ["{", "7", '{"text": "no key"}'])
def test_a_broken_line_in_the_middle_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    fill(path, "one")
    with path.open("a") as file:
        file.write(f'{line}\n{{"key": "two"}}\n')

    with pytest.raises(JournalError, match=r"line 2 of .*a\.jsonl is no"):
        list(read(path))
    with pytest.raises(JournalError, match="line 2"):
        Journal(path, SETTINGS)
    assert not is_being_written(path)


def test_another_manifest_is_refused_and_told_by_entry(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    fill(path, "one")

    with pytest.raises(JournalError, match=r"\(options\.count was 6 and is now 7\): choose another folder"):
        Journal(path, {"seed": 1, "options": {"count": 7}})
    fill(path, "two")


def test_an_empty_journal_takes_another_manifest(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    fill(path)

    with Journal(path, {"seed": 2}):
        assert manifest_of(path) == {"seed": 2}


def test_records_from_one_on_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with Journal(path, SETTINGS) as journal:
        assert journal.take_back("two") == 0
        journal.extend([{"key": "one"}, {"key": "two", "text": "ä" * 100_000}, {"key": "three"}])
        assert journal.take_back("two") == 2
        journal.append({"key": "two"})

    assert list(read(path)) == [{"key": "one"}, {"key": "two"}]


def test_a_file_that_is_written_as_a_whole_has_one_writer_too(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.jsonl"
    with alone(path):
        assert is_being_written(path)
        with pytest.raises(JournalError, match=r"another process is writing .*a\.jsonl"), alone(path):
            raise AssertionError

    assert not is_being_written(path)


def test_a_second_process_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    process = child("print('open', flush=True); sys.stdin.read()", path)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "open\n"

    assert is_being_written(path)
    with pytest.raises(JournalError, match=r"another process is writing .*a\.jsonl"):
        Journal(path, SETTINGS)
    process.communicate()
    fill(path, "one")
    assert not is_being_written(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")
def test_who_only_asks_keeps_nobody_out(tmp_path: Path) -> None:
    """Neither who asks too nor, for more than a moment, who writes."""
    import fcntl

    path = tmp_path / "a.jsonl"
    fill(path, "one")
    with path.with_name(".a.jsonl.lock").open("rb") as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not is_being_written(path)
        writing = threading.Thread(target=fill, args=(path, "two"))
        writing.start()
        writing.join(0.05)
    writing.join()

    assert [record["key"] for record in read(path)] == ["one", "two"]


def test_who_is_patient_writes_after_the_other(tmp_path: Path) -> None:
    path, done = tmp_path / "a.json", []

    def write() -> None:
        with alone(path, patient=True):
            done.append("second")

    second = threading.Thread(target=write)
    with alone(path):
        second.start()
        second.join(0.2)
        done.append("first")
    second.join()

    assert done == ["first", "second"]


def test_a_killed_writer_leaves_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    code = """\
start = len(journal)
for number in range(start, 10**6):
    journal.extend([{"key": f"{number}", "text": "x" * 5000}])
"""
    before = 0
    for _ in range(3):
        process = child(code, path)
        while not path.exists() or path.stat().st_size < before + 200_000:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
        process.communicate()
        before = path.stat().st_size
    with Journal(path, SETTINGS) as journal:
        count = len(journal)

    assert [record["key"] for record in read(path)] == [str(number) for number in range(count)]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_where_nothing_more_fits_all_or_none_of_the_records_are_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    code = """\
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY))
from gift4code_training.journal import JournalError
for number in range(10):
    try:
        journal.extend([{"key": f"{number} {part}", "text": "x" * 700} for part in range(4)])
    except JournalError as error:
        print(error)
        break
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
journal.append({"key": "there is room again"})
"""
    said, failed = child(code, path).communicate()

    assert failed == ""
    assert "a.jsonl cannot be written: File too large. What is in it is whole" in said
    keys = [record["key"] for record in read(path)]
    assert keys == [f"{number} {part}" for number in range(3) for part in range(4)] + ["there is room again"]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    path, mount = tmp_path / "disk" / "a.jsonl", tmp_path / "disk"
    mount.mkdir()
    code = f"{CHILD}\nfor number in range(100):\n    journal.append({{'key': str(number), 'text': 'x' * 3000}})\n"
    inside = f'mount -t tmpfs -o size=64k none {mount} && {{ "$0" -c "$1" "$2"; tail -n 1 "$2"; }}'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", inside, sys.executable, code, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()[:100]}")

    assert "JournalError" in done.stderr
    assert "the disk is full. What is in it is whole; make room and run the command again." in done.stderr
    assert json.loads(done.stdout)["text"] == "x" * 3000


def test_a_missing_journal_names_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="run the step that writes it first"):
        list(read(tmp_path / "a.jsonl"))
    with pytest.raises(JournalError, match="no readable manifest"):
        manifest_of(tmp_path / "a.jsonl")
