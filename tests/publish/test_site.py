"""python -m dashboard.publish site: every page as a file that works in any folder, and nothing of it on another host."""

import json
import posixpath
import re
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from support.links import broken_links
from support.replay import Replay
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import build
from typer.testing import CliRunner

from dashboard import data
from dashboard.kit import NO_CHOICES
from dashboard.pages import COMPARISON, TO_READ
from dashboard.publish.__main__ import app
from dashboard.publish.site_command import LIST, MAP, START

ROOT = "https://cijfers.example.org/databoek"
ELSEWHERE, EMBEDDED = "https://www.example.org", "ingesloten.html"


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """An agenda of five indicators with figures, shown."""
    folder = tmp_path_factory.mktemp("small")
    small_agenda(folder)
    agenda = folder / "agenda.yaml"
    said = json.loads(json.dumps(agenda_data()))
    said["agenda"]["ingesloten_op"] = [ELSEWHERE]
    agenda.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with Replay(build(folder / "catalogue")) as replay, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABOEK_CBS_BASE", replay.base)
        patch.setenv("DATABOEK_AGENDA", str(agenda))
        patch.setenv("DATABOEK_DATA", str(folder / "data"))
        from etl.__main__ import app as etl  # noqa: PLC0415  it reads the environment

        done = CliRunner().invoke(etl, ["refresh", "--agenda", str(agenda), "--data", str(folder / "data")])
        assert done.exit_code == 0, done.output
        yield folder


@pytest.fixture(scope="module")
def site(small):
    out = small / "site"
    done = run("site", "--out", out, "--adres", f"{ROOT}/")
    assert done.exit_code == 0, done.output
    assert f"Begin bij {out / START}" in done.stdout
    return out


def pages(site):
    return sorted(site.rglob("*.html"))


def test_every_page_there_is_to_read_is_in_it_and_each_indicator_has_one(site):
    names = {path.relative_to(site).as_posix() for path in pages(site)}
    of_one = {"indicator", "ambitie", "interventie", "toetsmoment"}
    assert {f"{page.path or 'index'}.html" for page in TO_READ if page.path not in of_one} <= names
    assert {f"indicator/{row.indicator.id}.html" for row in data.databook().rows} <= names
    assert {f"ambitie/{each.id}.html" for each in data.databook().agenda.ambitions} <= names


def test_links_lead_to_files_that_are_there_from_any_folder_and_nothing_else_is_asked(site):
    wrong = broken_links(site)
    assert [each for each in wrong if not each.endswith(f"{EMBEDDED}: <script>")] == []
    assert len(wrong) == len(list(site.rglob(EMBEDDED))) > 0, "only what stands within a page of others tells its height"


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ('<a href="b.html#hier">b</a>', []),
        ('<a href="weg.html">b</a>', ["a.html: weg.html is not there"]),
        ('<a href="b.html#daar">b</a>', ["a.html: b.html#daar is no place"]),
        ('<a href="/b.html">b</a>', ["a.html: /b.html only works at the root of a host"]),
        ('<a href="https://example.org">b</a>', []),
        ('<img src="https://example.org/a.png">', ["a.html: https://example.org/a.png is fetched from elsewhere"]),
        ("<script>1</script>", ["a.html: <script>"]),
    ],
)
def test_what_leads_nowhere_is_found(tmp_path, content, wrong):
    (tmp_path / "a.html").write_text(content, encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="hier">', encoding="utf-8")
    assert broken_links(tmp_path) == wrong


def test_with_an_address_there_is_a_list_of_all_pages(site):
    found = [each.text for each in ElementTree.parse(site / MAP).iter() if each.tag.endswith("loc")]
    looked_for = [path for path in pages(site) if path.name != EMBEDDED]
    assert sorted(found) == sorted(f"{ROOT}/{path.relative_to(site).as_posix()}" for path in looked_for)


def test_again_gives_the_same_bytes_takes_away_what_is_gone_and_leaves_what_is_not_ours(site):
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and path.name != LIST}
    (site / "oud.html").write_text("van een vorige keer", encoding="utf-8")
    (site / "eigen.txt").write_text("van de gemeente", encoding="utf-8")
    (site / LIST).write_text((site / LIST).read_text(encoding="utf-8") + "oud.html\n../agenda.yaml\n", encoding="utf-8")
    done = run("site", "--out", site, "--adres", ROOT)
    assert (done.exit_code, "weggelaten" in done.stdout) == (0, False)
    after = {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and path.name != LIST}
    assert after == before | {site / "eigen.txt": b"van de gemeente"}
    assert (site.parent / "agenda.yaml").is_file()


def test_without_an_address_what_is_full_of_them_is_left_out_with_a_sentence(small, site, tmp_path):
    done = run("site", "--out", tmp_path)
    assert (done.exit_code, "de feeds en de agenda (.ics) zijn weggelaten" in done.stdout) == (0, True)
    there, here = ({path.relative_to(each).as_posix() for path in each.rglob("*") if path.is_file()} for each in (site, tmp_path))
    gone = {path for path in there - here if not path.startswith("data/") and not path.endswith(f"/{EMBEDDED}")}
    assert (gone, here - there) == ({MAP, "eigen.txt"} & there, set())
    assert [path for path in pages(tmp_path) if 'rel="alternate"' in path.read_text(encoding="utf-8")] == []


def test_feeds_and_calendar_are_named_in_the_pages_and_lead_to_pages_of_the_site(site):
    named = {
        posixpath.normpath(posixpath.join(path.parent.relative_to(site).as_posix(), link))
        for path in pages(site)
        for link in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    written = {path.relative_to(site).as_posix() for path in (site / "data").rglob("*") if path.is_file()}
    assert named == written
    assert {"data/nieuws.atom", "data/agenda.ics"} < named
    feed = (site / "data" / "nieuws.atom").read_text(encoding="utf-8")
    links = [urlsplit(each).path.removeprefix("/databoek/") for each in re.findall(rf'href="({ROOT}/[^"]+)"', feed)]
    assert "veranderd.html" in links
    assert [each for each in links if not (site / each).is_file()] == []


def test_an_indicator_for_another_website_is_a_file_of_its_own(site):
    for row in data.databook().rows:
        text = (site / "indicator" / row.indicator.id / EMBEDDED).read_text(encoding="utf-8")
        assert f'data-websites="{ELSEWHERE}"' in text
        own = (site / "indicator" / f"{row.indicator.id}.html").read_text(encoding="utf-8")
        assert f'src="{ROOT}/indicator/{row.indicator.id}/{EMBEDDED}"' in unescape(unescape(own))
    assert len(list(site.rglob(EMBEDDED))) == len(data.databook().rows)


def test_the_site_of_somebody_else_is_left_alone(small, tmp_path):
    (tmp_path / START).write_text("van iemand anders", encoding="utf-8")
    done = run("site", "--out", tmp_path)
    assert (done.exit_code, "hier staat al een andere site" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == [START]


def test_a_choice_that_needs_a_form_is_left_out_with_a_sentence(site):
    text = (site / "vergelijken.html").read_text(encoding="utf-8")
    assert NO_CHOICES in text
    assert "Bekijk" not in text


def test_the_site_offers_no_databook_of_another_municipality_that_it_has_not(site):
    text = (site / f"{COMPARISON.path}.html").read_text(encoding="utf-8")
    assert "naast andere gemeenten" in text
    assert "Een andere gemeente voor het hele databoek" not in text
