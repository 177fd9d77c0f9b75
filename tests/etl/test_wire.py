"""What comes over the line whole, in time, not too large and from the host that was asked; any other answer is only told."""

import gzip
import time

import pytest
from support.replay import Replay
from support.replay_faults import dripping, first, links_to_host, literal, only, only_data, raw, redirected
from support.small_catalogue import build

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.delivery import SourceError, TableRequest, Topic

QUICK = Catalogues(tries=2, first_wait=0.001, limits=Limits(silence=(2, 2), in_all=2, size=2_000_000))
CRIMES = TableRequest(
    catalogue="dataderden.cbs.nl",
    table="47018NED",
    topics=(Topic(stem="GeregistreerdeMisdrijven"),),
    filters={"SoortMisdrijf": ("1.1.1", "1.4.5")},
)
DEEP = b'{"value": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
BOMB = gzip.compress(b'{"value": [' + b" " * 60_000_000 + b"]}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("tables"))


@pytest.fixture
def replay(folder, monkeypatch):
    with Replay(folder) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        yield replay


def fetch():
    return QUICK.fetch(CRIMES, licence="CC0")


UNREADABLE = r"geen antwoord na 2 pogingen \(het antwoord is geen leesbare JSON\)"
ODD = {
    "nested 200,000 deep": (raw(DEEP), UNREADABLE),
    "value holds null": (raw(b'{"value": [null]}'), UNREADABLE),
    "a row is a number": (raw(b'{"value": [1]}'), UNREADABLE),
    "a row is a list": (raw(b'{"value": [[]]}'), UNREADABLE),
    "value is a text": (raw(b'{"value": "rows"}'), UNREADABLE),
    "the whole is a number": (raw(b"1"), UNREADABLE),
    "the whole is null": (raw(b"null"), UNREADABLE),
    "nothing": (raw(b""), UNREADABLE),
    "not UTF-8": (raw(b'{"value": ["\xff"]}'), UNREADABLE),
    "next address is a number": (raw(b'{"value": [], "odata.nextLink": 1}'), UNREADABLE),
    "next address is a list": (raw(b'{"value": [], "odata.nextLink": []}'), UNREADABLE),
    "an integer of 5,000 digits": (raw(b'{"value": [{"ID": ' + b"9" * 5000 + b"}]}"), UNREADABLE),
    "gzip that is not": (raw(b'{"value": []}', Content_Encoding="gzip"), r"het antwoord brak af"),
    "gzip that unpacks to sixty times as much": (raw(BOMB, Content_Encoding="gzip"), r"groter dan 2 MB"),
    "three megabytes": (raw(b'{"value": [' + b" " * 3_000_000 + b"]}"), r"groter dan 2 MB"),
    "sent on to another host": (redirected("http://127.0.0.1:9/elsewhere"), r"verwijst naar een ander adres"),
    "sent on to a file": (redirected("file:///etc/passwd"), r"verwijst naar een ander adres"),
    "sent on in a circle": (redirected("?again"), r"verwijst steeds door"),
    "Retry-After in superscript": (raw(b"", Retry_After="²"), UNREADABLE),
}


@pytest.mark.parametrize("part", ["TableInfos", "DataProperties", "SoortMisdrijf", "TypedDataSet"])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_answer_is_told_in_a_sentence(replay, name, part):
    odd, said = ODD[name]
    replay.fault("47018NED", only(part, odd))
    with pytest.raises(SourceError, match=said) as error:
        fetch()
    assert str(error.value).startswith("dataderden 47018NED: ")
    assert "\n" not in str(error.value)


def test_an_odd_answer_that_passes_is_not_noticed(replay):
    whole = fetch()
    replay.fault("47018NED", first(1, raw(DEEP)))
    assert fetch().rows.equals(whole.rows)


@pytest.mark.parametrize("text", ["1e999", "-1e999", "NaN", "Infinity", "9" * 401, '"12"', "[]", "{}", "true"])
def test_what_is_no_figure_stops_the_table_and_is_shown(replay, text):
    replay.fault("47018NED", literal("GeregistreerdeMisdrijven", text))
    with pytest.raises(SourceError, match=r"kolom 'GeregistreerdeMisdrijven_1' bevat .{1,45}, dat past daar niet"):
        fetch()


@pytest.mark.parametrize("part", ["TableInfos", "TypedDataSet"])
def test_a_server_that_drips_is_given_up_on_in_time(replay, part):
    replay.fault("47018NED", only(part, dripping(0.05)))
    quick = Catalogues(tries=1, first_wait=0.001, limits=Limits(silence=(2, 2), in_all=0.4))
    start = time.monotonic()
    with pytest.raises(SourceError, match="te lang gewacht"):
        quick.fetch(CRIMES, licence="CC0")
    assert time.monotonic() - start < 5


def test_a_next_page_on_a_host_of_cbs_itself_is_asked_where_we_reach_it(folder, monkeypatch):
    with Replay(folder, page_size=50) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        whole = fetch()
        replay.fault("47018NED", links_to_host())
        assert fetch().rows.equals(whole.rows)


@pytest.mark.parametrize("link", ["http://127.0.0.1:9/next", "https://example.org/x", "file:///etc/passwd", "//example.org/y"])
def test_a_next_page_on_any_other_host_is_refused(replay, link):
    replay.fault("47018NED", only_data(lambda answer: {**answer.page, "odata.nextLink": link}))
    with pytest.raises(SourceError, match="CBS verwijst naar een ander adres"):
        fetch()


def test_a_redirect_on_the_same_host_is_followed(replay):
    whole = fetch()
    replay.clear()
    replay.fault("47018NED", first(1, redirected("TableInfos?$format=json")))
    assert fetch().rows.equals(whole.rows)
