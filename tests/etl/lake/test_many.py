"""Two readers and one writer, each a process with a folder of its own, while the catalogue is restarted: nobody errs."""

import json
import time

import pytest
from support.machines import STOP, machine

SECONDS = 600


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def wait_for(is_so, *processes):
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until
        assert all(process.poll() in {None, 0} for process in processes)
        time.sleep(0.05)


@pytest.mark.parametrize(("publications", "years"), [(4, 3), pytest.param(50, 200, marks=pytest.mark.attack)])
def test_every_answer_is_that_of_one_publication(postgres, lake, tmp_path, publications, years):
    names, told, log = ("first", "second"), tmp_path / "told", tmp_path / "log"
    for name in (*names, "writer"):
        (tmp_path / name).mkdir()
    readers = [
        machine("read", str(tmp_path / name), str(tmp_path / f"{name}.seen"), environment=lake.environment, log=log)
        for name in names
    ]
    writer = machine(
        "write", str(tmp_path / "writer"), str(publications), str(years), str(told), environment=lake.environment, log=log
    )
    try:
        wait_for(lambda: sum("version" in line for line in lines_of(told)) >= publications // 2, writer, *readers)
        postgres.stop()
        time.sleep(1)
        postgres.start()
        wait_for(lambda: writer.poll() is not None, *readers)
        last = [line for line in lines_of(told) if "version" in line][-1]
        wait_for(lambda: all(lines_of(tmp_path / f"{name}.seen")[-1]["version"] == last["version"] for name in names), *readers)
    finally:
        for name in names:
            (tmp_path / name / STOP).touch()
        for process in (writer, *readers):
            process.terminate()
            process.wait(timeout=30)
    said = log.read_text(encoding="utf-8")
    right = {line["version"]: line["value"] for line in lines_of(told) if "version" in line}
    assert writer.returncode == 0, said
    assert sorted(right.values()) == [float(number) for number in range(1, publications + 1)]
    for name in names:
        seen = lines_of(tmp_path / f"{name}.seen")
        wrong = [line for line in seen if [right.get(line["version"])] != line["values"] or line["years"] != years]
        assert wrong == []
        assert [line for line in seen if line["as_of"] != line["values"]] == []
        order = [line["version"] for line in seen]
        assert order == sorted(order), "nobody goes back to what was before"
        assert len(set(order)) >= publications // 2
    assert "Traceback" not in said, said
