"""Damaged at random: a thousand answers and files of which no one knows what is wrong with them.

Whatever comes of it, no traceback, the other sources are published, and no figure stands that is neither the one of before nor
the right one, unless what was damaged is still a document that says so itself in so many words.
"""

import io
import json
import random
import re
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from support.attacked.changed import CRIME, PERIOD, REGION
from support.attacked.mutation import mutated, mutated_workbook
from support.attacked.tables import FILE, FILE_INDICATORS, LABEL, OTHER_INDICATORS, STRUCK, STRUCK_INDICATORS
from support.attacked.world import PAGE_SIZE, World, of_source
from support.replay import Replay
from support.replay_faults import Fault

SETS = ["TableInfos", "DataProperties", CRIME, REGION, PERIOD, "TypedDataSet", "TypedDataSet", "TypedDataSet"]
"""What is damaged; figures more often than what is told about them."""
WORKBOOK = "cohesie.xlsx"
UNFORESEEN = "niet was voorzien"


def values(figures):
    """Figure by indicator, region and period."""
    return figures.set_index(["indicator", "region", "period"])["value"].to_dict()


def new_ones(found, *right):
    """Published figures that none of these frames has at their address."""
    known = [values(frame) for frame in right]
    return {address: value for address, value in values(found).items() if value not in [one.get(address) for one in known]}


def is_published(world, new, result, *indicators):
    """The other sources are, and nothing ended in a traceback."""
    pd.testing.assert_frame_equal(of_source(world.figures(), *indicators), of_source(new, *indicators))
    assert [reading.message for reading in result.failed if UNFORESEEN in reading.message] == [], world.log()
    assert "Traceback" not in world.log()


def damaged_answers(seed):
    """One entity set of the attacked table, every answer of it damaged; and the answers as they went out."""
    wanted, sent = random.Random(seed).choice(SETS), {}

    def answer(answer):
        if answer.entity_set != wanted:
            sent[answer.url] = answer.bytes()
            return answer
        draw = random.Random(f"{seed} {answer.url.partition('$skip')[2]}")
        sent[answer.url] = mutated(answer.bytes(), draw)
        return replace(answer, body=sent[answer.url])

    return Fault(answer=answer), sent


def said_by_answers(sent):
    """(region, period) -> every number that an answer gives there, in whatever column."""
    said = {}
    for body in sent.values():
        try:
            rows = json.loads(body)["value"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and REGION in row:
                place = (str(row[REGION]).strip(), str(row.get(PERIOD)).strip())
                said.setdefault(place, set()).update(value for value in row.values() if isinstance(value, int | float))
    return said


@pytest.mark.sampled(8)
@pytest.mark.parametrize("seed", range(500))
def test_a_damaged_answer_brings_no_figure_that_nobody_gave(world, old, new, seed):
    fault, sent = damaged_answers(seed)
    world.replay.fault(STRUCK, fault)
    result = world.run()
    is_published(world, new, result, *OTHER_INDICATORS, *FILE_INDICATORS)
    assert {reading.label for reading in result.failed} <= {LABEL}
    said = said_by_answers(sent)
    found = new_ones(of_source(world.figures(), *STRUCK_INDICATORS), old, new)
    assert {address: value for address, value in found.items() if value not in said.get(address[1:], ())} == {}


@pytest.fixture(scope="module")
def workbook(good, tmp_path_factory):
    """The same world with its own figures in a workbook, after a first good run."""
    folder = tmp_path_factory.mktemp("workbook")
    with Replay(good[0] / "catalogue", page_size=PAGE_SIZE) as replay, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABOEK_CBS_BASE", replay.base)
        world = replace(World(good[0], replay).copy(folder, replay), file=WORKBOOK)
        write_workbook(world)
        assert world.run().failed == ()
    return world


def write_workbook(world):
    """The lines of the CSV as cells: a text, a whole number and a number."""
    book = openpyxl.Workbook()
    sheet = book.active
    header, *lines = (world.folder / FILE).read_text(encoding="utf-8").splitlines()
    sheet.append(header.split(";"))
    for line in lines:
        code, year, value = line.split(";")
        sheet.append([code, int(year), float(value.replace(",", "."))])
    book.save(world.folder / WORKBOOK)


def said_by_text(data):
    """Every line of the file as it can be read by anyone."""
    for encoding in ("utf-8", "utf-16", "cp1252", "latin-1"):
        try:
            yield from re.split(r"[\r\n]+", data.decode(encoding))
        except UnicodeDecodeError:
            continue


def said_by_workbook(data):
    """Every row of the workbook as another reader gives it, with a point and with a comma."""
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
        rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    except Exception:  # noqa: BLE001  whatever a damaged workbook does to it, it says nothing
        return
    for row in rows:
        yield ";".join(row)
        yield ";".join(row).replace(".", ",")


def is_said(address, value, lines):
    """A line has the digits of the municipality, the year, and the figure."""
    _, region, period = address
    figure = re.escape(f"{value:.15g}").replace(r"\.", "[.,]")
    words = [str(int(region.removeprefix("GM"))) if region.startswith("GM") else region, period[:4]]
    return any(all(word in line for word in words) and re.search(rf"(?<!\d){figure}0*(?!\d)", line) for line in lines)


def strike_file(world, new, path, damage, seed):
    """Damage the file, run, and give the figures that were not there before and are not right."""
    data = damage(path.read_bytes(), random.Random(seed))
    path.write_bytes(data)
    result = world.run()
    is_published(world, new, result, *OTHER_INDICATORS, *STRUCK_INDICATORS)
    assert {reading.label for reading in result.failed} <= {path.name}
    return data, new_ones(of_source(world.figures(), *FILE_INDICATORS), new)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("seed", range(250))
def test_a_damaged_csv_brings_no_figure_that_nobody_gave(world, new, seed):
    data, found = strike_file(world, new, world.folder / FILE, mutated, seed)
    lines = list(said_by_text(data))
    assert {address: value for address, value in found.items() if not is_said(address, value, lines)} == {}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("seed", range(250))
def test_a_damaged_workbook_brings_no_figure_that_nobody_gave(world, workbook, new, tmp_path, seed):
    struck = workbook.copy(tmp_path / "struck", world.replay)
    struck.tell()
    write_workbook(struck)
    data, found = strike_file(struck, new, struck.folder / WORKBOOK, mutated_workbook, seed)
    lines = list(said_by_workbook(data))
    assert {address: value for address, value in found.items() if not is_said(address, value, lines)} == {}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_division_changes_no_figure(world, new, seed):
    path = world.folder / "gebieden.csv"
    path.write_bytes(mutated(path.read_bytes(), random.Random(seed)))
    result = world.run()
    is_published(world, new, result, *OTHER_INDICATORS, *STRUCK_INDICATORS, *FILE_INDICATORS)
    assert {reading.label for reading in result.failed} <= {path.name}
