"""The store: publications that readers never see half, and figures of which no version is lost."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from support.frames import tabled

from etl.store.pruning import KEPT_VERSIONS
from etl.store.publication import Publication, Reading, publish
from etl.store.regions import Region
from etl.store.store import open_store
from etl.store.terms import MEASUREMENT_COLUMNS, Part
from etl.store.versions import BusyError, StoreMissingError, one_run_at_a_time, read_pointer

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
REGIONS = (Region("GM0479", "Zaanstad", "Noord-Holland", is_current=True),)
PLAIN = (Part("plain", "waarde", "opendata.cbs.nl", "T", "Topic", "", 1.0),)


def figures(values, *, topic="Topic", filters="", status="definitief", measure="Topic_1", region="GM0479"):
    rows = [
        ("opendata.cbs.nl", "T", topic, filters, region, f"{year}JJ00", year, measure, value, status)
        for year, value in values.items()
    ]
    return pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))


def reading(frame, *, outcome="gewijzigd", cells=(("Topic", ""),), modified="2026-11-01", **more):
    return Reading(
        label="CBS T",
        catalogue="opendata.cbs.nl",
        table_id="T",
        holder="CBS",
        licence="CC BY 4.0",
        outcome=outcome,
        title="Een tabel",
        modified=modified,
        fetched_at=START,
        origin="live",
        cells=cells,
        figures=tabled(frame),
        **more,
    )


def put(folder, *readings, hours=0, parts=PLAIN):
    moment = START + timedelta(hours=hours)
    publication = Publication(
        started_at=moment, now=moment, mode="live", municipality="GM0479", readings=list(readings), parts=parts, regions=REGIONS
    )
    return publish(folder, publication)


def shown(store, **options):
    frame = store.observations(**options)
    return dict(zip(frame["year"], frame["value"], strict=True))


def test_without_a_publication_the_text_says_what_to_type(tmp_path):
    with pytest.raises(StoreMissingError, match="python -m etl refresh"):
        open_store(tmp_path)


def test_a_pointer_to_a_file_that_is_gone_is_told_and_not_created(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0}))).unlink()
    with pytest.raises(StoreMissingError, match="zijn weg"):
        open_store(tmp_path)
    assert not list(tmp_path.glob("*.duckdb"))


def test_a_revised_figure_gets_a_new_version_and_the_old_one_stays(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0, 2021: 2.0}), modified="2026-11-01"))
    put(tmp_path, reading(figures({2020: 1.0, 2021: 2.5}), modified="2026-11-02"), hours=1)
    store = open_store(tmp_path)
    assert shown(store) == {2020: 1.0, 2021: 2.5}
    assert shown(store, as_of=START + timedelta(minutes=30)) == {2020: 1.0, 2021: 2.0}
    versions = store.lineage("plain", "GM0479").query("year == 2021")
    assert versions["value"].tolist() == [2.0, 2.5]
    assert versions["modified"].tolist() == ["2026-11-01", "2026-11-02"]
    assert versions["superseded_at"].iloc[0] == versions["first_seen"].iloc[1] == START + timedelta(hours=1)
    assert pd.isna(versions["superseded_at"].iloc[1])


def test_a_figure_that_becomes_definitive_is_a_new_version_too(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0}, status="voorlopig")))
    put(tmp_path, reading(figures({2020: 1.0}, status="definitief")), hours=1)
    assert open_store(tmp_path).lineage("plain", "GM0479")["status"].tolist() == ["voorlopig", "definitief"]


def test_a_suffix_that_moves_is_not_a_revision(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0}, measure="Topic_51")))
    put(tmp_path, reading(figures({2020: 1.0}, measure="Topic_77")), hours=1)
    lineage = open_store(tmp_path).lineage("plain", "GM0479")
    assert lineage["measure"].tolist() == ["Topic_51"]
    assert lineage["last_seen"].tolist() == [START + timedelta(hours=1)]


def test_a_withdrawn_figure_is_no_longer_shown_but_stays_in_the_history(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0, 2021: 2.0})))
    put(tmp_path, reading(figures({2020: 1.0})), hours=1)
    store = open_store(tmp_path)
    assert shown(store) == {2020: 1.0}
    assert shown(store, as_of=START) == {2020: 1.0, 2021: 2.0}


def test_a_figure_that_comes_back_shows_again(tmp_path):
    for hours, values in enumerate(({2020: 1.0}, {2021: 2.0}, {2020: 1.0, 2021: 2.0})):
        put(tmp_path, reading(figures(values)), hours=hours)
    store = open_store(tmp_path)
    assert shown(store) == {2020: 1.0, 2021: 2.0}
    assert shown(store, as_of=START + timedelta(hours=1)) == {2021: 2.0}


def test_an_unchanged_source_confirms_its_figures_without_a_new_version(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0})))
    put(tmp_path, reading(None, outcome="ongewijzigd"), hours=5)
    lineage = open_store(tmp_path).lineage("plain", "GM0479")
    assert (lineage["first_seen"].tolist(), lineage["last_seen"].tolist()) == ([START], [START + timedelta(hours=5)])


def test_a_failed_source_keeps_its_figures_and_is_not_confirmed(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0})))
    put(tmp_path, reading(None, outcome="mislukt", message="geen antwoord", cells=()), hours=5)
    store = open_store(tmp_path)
    assert shown(store) == {2020: 1.0}
    assert store.lineage("plain", "GM0479")["last_seen"].tolist() == [START]
    source = store.sources().iloc[0]
    assert (source["outcome"], source["message"], source["rows"]) == ("mislukt", "geen antwoord", 1)
    assert source["fetched_at"] == START
    assert store.runs()["outcome"].tolist() == ["mislukt", "gelukt"]


def test_what_the_agenda_no_longer_asks_is_kept(tmp_path):
    both = pd.concat([figures({2020: 1.0}), figures({2020: 9.0}, topic="Other", measure="Other_2")])
    put(tmp_path, reading(both, cells=(("Topic", ""), ("Other", ""))))
    put(tmp_path, reading(figures({2020: 1.0})), hours=1)
    other = (Part("plain", "waarde", "opendata.cbs.nl", "T", "Other", "", 1.0),)
    put(tmp_path, reading(None, outcome="ongewijzigd"), hours=2, parts=other)
    assert shown(open_store(tmp_path)) == {2020: 9.0}


RATIO = (
    Part("ratio", "teller", "opendata.cbs.nl", "T", "Topic", "Kind=A", 1000.0),
    Part("ratio", "noemer", "opendata.cbs.nl", "T", "People", "", 1000.0),
)


@pytest.mark.parametrize(
    ("above", "below", "together"),
    [
        ("definitief", "", "definitief"),
        ("", "", ""),
        ("definitief", "voorlopig", "voorlopig"),
        ("nader voorlopig", "definitief", "nader voorlopig"),
        ("voorlopig", "nader voorlopig", "voorlopig"),
    ],
)
def test_a_ratio_is_as_provisional_as_its_least_certain_ingredient(tmp_path, above, below, together):
    frame = pd.concat(
        [
            figures({2020: 3.0}, filters="Kind=A", status=above),
            figures({2020: 150.0}, topic="People", measure="People_9", status=below),
        ]
    )
    put(tmp_path, reading(frame, cells=(("Topic", "Kind=A"), ("People", ""))), parts=RATIO)
    row = open_store(tmp_path).observations().iloc[0]
    assert (row["value"], row["numerator"], row["denominator"], row["status"]) == (20.0, 3.0, 150.0, together)


def test_a_ratio_without_people_or_without_a_denominator_has_no_figure(tmp_path):
    frame = pd.concat(
        [
            figures({2019: 3.0, 2020: 3.0, 2021: 4.0}, filters="Kind=A"),
            figures({2020: 0.0, 2021: 200.0}, topic="People", measure="People_9"),
        ]
    )
    put(tmp_path, reading(frame, cells=(("Topic", "Kind=A"), ("People", ""))), parts=RATIO)
    assert shown(open_store(tmp_path)) == {2021: 20.0}


def test_margins_stand_beside_their_figure(tmp_path):
    parts = tuple(
        Part("survey", role, "opendata.cbs.nl", "T", "Topic", f"Marges={code}", 1.0)
        for role, code in (("waarde", "MW"), ("ondergrens", "MOG"), ("bovengrens", "MBG"))
    )
    values = (("MW", {2020: 50.0, 2022: 51.0}), ("MOG", {2020: 48.0}), ("MBG", {2020: 52.0}))
    frame = pd.concat([figures(value, filters=f"Marges={code}") for code, value in values])
    cells = tuple(("Topic", f"Marges={code}") for code, _ in values)
    put(tmp_path, reading(frame, cells=cells), parts=parts)
    rows = open_store(tmp_path).observations().set_index("year")
    assert rows.loc[2020, ["lower", "value", "upper"]].tolist() == [48.0, 50.0, 52.0]
    assert rows.loc[2022, ["lower", "upper"]].isna().all()


def test_the_last_three_versions_stay_and_the_pointer_names_the_newest(tmp_path):
    paths = [put(tmp_path, reading(figures({2020: float(hours)})), hours=hours) for hours in range(5)]
    assert sorted(tmp_path.glob("*.duckdb")) == paths[-KEPT_VERSIONS:]
    assert read_pointer(tmp_path).file == paths[-1].name


def test_a_reader_keeps_its_version_while_a_new_one_is_published(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0})))
    reader = open_store(tmp_path)
    put(tmp_path, reading(figures({2020: 2.0})), hours=1)
    assert shown(reader) == {2020: 1.0}
    assert shown(open_store(tmp_path)) == {2020: 2.0}


def test_readers_in_threads_see_only_whole_versions(tmp_path):
    put(tmp_path, reading(figures(dict.fromkeys(range(2000, 2020), 0.0))))
    seen, stop = set(), threading.Event()

    def read():
        while not stop.is_set():
            store = open_store(tmp_path)
            seen.add(tuple(store.observations()["value"].unique()))
            store.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for hours in range(1, 6):
        put(tmp_path, reading(figures(dict.fromkeys(range(2000, 2020), float(hours)))), hours=hours)
    stop.set()
    for thread in readers:
        thread.join()
    assert all(len(values) == 1 for values in seen)
    assert seen <= {(float(hours),) for hours in range(6)}
    assert len(seen) > 1


def test_a_run_that_is_killed_leaves_the_published_version_whole(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0})))
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        import test_store
        import etl.store.building
        etl.store.building.sync = lambda path: (print("built", flush=True), time.sleep(60))
        test_store.put(Path(sys.argv[1]), test_store.reading(test_store.figures({2020: 9.0})), hours=1)
    """)
    here = Path(__file__).parent
    paths = os.pathsep.join([str(here), str(here.parents[0]), str(here.parents[1])])
    victim = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    )
    assert victim.stdout.readline().strip() == b"built"
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert list(tmp_path.glob("building-*"))
    assert shown(open_store(tmp_path)) == {2020: 1.0}
    with one_run_at_a_time(tmp_path):
        put(tmp_path, reading(figures({2020: 2.0})), hours=2)
    assert shown(open_store(tmp_path)) == {2020: 2.0}
    assert not list(tmp_path.glob("building-*"))


def test_a_publication_that_fails_half_way_changes_nothing(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0})))
    with pytest.raises(KeyError, match="value"):
        put(tmp_path, reading(figures({2020: 2.0}).rename(columns={"value": "nonsense"})), hours=1)
    assert shown(open_store(tmp_path)) == {2020: 1.0}
    assert not list(tmp_path.glob("building-*"))


def test_two_runs_at_once_are_refused(tmp_path):
    with one_run_at_a_time(tmp_path), pytest.raises(BusyError, match="loopt al"), one_run_at_a_time(tmp_path):
        pass
    with one_run_at_a_time(tmp_path):
        pass


def test_where_only_an_impossible_figure_came_what_is_held_stays_unless_the_source_says_there_is_none(tmp_path):
    put(tmp_path, reading(figures({2020: 1.0, 2021: 2.0, 2022: 3.0})))
    rows = [("Topic", "", "GM0479", "2020JJ00", False), ("Topic", "", "GM0479", "2021JJ00", True)]
    names = ["topic", "filters", "region", "period", "withdraws"]
    kept_out = tabled(pd.DataFrame(rows, columns=names))
    put(tmp_path, reading(figures({2022: 3.5}), kept_out=kept_out), hours=1)
    assert shown(open_store(tmp_path)) == {2020: 1.0, 2022: 3.5}


def test_many_indicators_that_are_one_measurement_each_are_shown_as_those_that_are_put_together(tmp_path):
    """The two roads to an observation: as it stands, and by roles; the same figures must come out."""
    frame = figures({2020: 1.0, 2021: 2.0}, status="voorlopig")
    alone = (Part("alone", "waarde", "opendata.cbs.nl", "T", "Topic", "", 1.0),)
    margin = Part("made", "ondergrens", "opendata.cbs.nl", "T", "Lower", "", 1.0)
    made = (Part("made", "waarde", "opendata.cbs.nl", "T", "Topic", "", 1.0), margin)
    put(tmp_path, reading(frame), parts=(*alone, *made))
    frames = dict(iter(open_store(tmp_path).observations().drop(columns="indicator").groupby(lambda row: row // 2)))
    assert len(frames) == 2
    pd.testing.assert_frame_equal(frames[0].reset_index(drop=True), frames[1].reset_index(drop=True))
