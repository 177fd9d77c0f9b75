"""Many agendas of one installation on a lake, by the commands and the server as they are run: each has its own figures."""

import json
import re
import shutil
import time

import pytest
from support.command import as_process
from support.serving import serve
from support.shipped import AGENDA

from etl.installation import LONGEST_NAME
from etl.store.lake.place import place_of

WHO = {"den-bosch": ("GM0796", "s-Hertogenbosch vastgesteld"), "utrecht": ("GM0344", "Utrecht vastgesteld")}
"""Every overview says whose norms these are not."""
LONG = [f"{'samenwerking-' * 5}"[: LONGEST_NAME - 1] + end for end in "ab"]
"""As long as a name may be, and different only at the end."""


def install(folder):
    for name, code in {**{name: code for name, (code, _) in WHO.items()}, LONG[0]: "GM0363", LONG[1]: "GM0599"}.items():
        place = folder / name
        place.mkdir(parents=True)
        text = re.sub(r"(?m)^(\s+gemeente: )GM\d{4}", rf"\g<1>{code}", AGENDA.read_text(encoding="utf-8"))
        (place / "agenda.yaml").write_text(text, encoding="utf-8")
        shutil.copytree(AGENDA.parent / "bestanden", place / "bestanden")


def test_names_as_long_as_they_may_be_are_each_a_schema_that_postgresql_does_not_cut_off(tmp_path):
    found = {
        place_of(tmp_path / "gemeenten" / name, "ducklake:postgres:host=db", "/srv/meer").catalogue for name in (*WHO, *LONG)
    }
    assert {"databoek_den_bosch", "databoek_utrecht"} < found
    assert len(found) == 4
    assert max(map(len, found)) <= 63


@pytest.mark.attack
def test_each_agenda_is_read_from_the_lake_at_its_own_address_and_what_one_does_touches_no_other(lake, tmp_path):
    install(tmp_path / "gemeenten")
    about = {"DATABOEK_GEMEENTEN": str(tmp_path / "gemeenten"), "DATABOEK_AGENDA": ""}
    writer = about | {"DATABOEK_DATA": str(tmp_path / "writer")}
    done = as_process("refresh", "--source", "recording", **writer)
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "reader").mkdir()
    with serve(tmp_path, tmp_path / "reader", about, alive="/gezond") as serving:

        def version(name):
            return json.loads(serving.ask(f"/{name}/gereed").body)["versie"]

        def shows(name):
            return str(serving.visit(below=f"/{name}")).encode().decode("unicode_escape")

        for name, (_, told) in WHO.items():
            seen = shows(name)
            assert {other for other, (_, words) in WHO.items() if words in seen} == {name}
            assert told in seen
        assert [serving.ask(f"/{name}/gereed").status for name in (*WHO, *LONG)] == [200] * 4
        before = {name: version(name) for name in (*WHO, *LONG)}
        done = as_process("--gemeente", LONG[1], "restore", str(tmp_path / "writer" / "gemeenten" / "utrecht"), **writer)
        assert done.returncode == 0, done.stdout + done.stderr
        until = time.monotonic() + 60
        while version(LONG[1]) == before[LONG[1]]:
            assert time.monotonic() < until, "what one machine puts in force every other shows"
            shows(LONG[1])
            time.sleep(0.5)
        assert {name: version(name) for name in (*WHO, LONG[0])} == {name: before[name] for name in (*WHO, LONG[0])}
        assert "Traceback" not in serving.said()
    done = as_process("verify", **writer)
    assert (done.returncode, done.stdout.count("Alles is heel.")) == (0, 4), done.stdout + done.stderr
