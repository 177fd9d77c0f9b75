"""Finding a table by words: as a policy officer says them, in any order, and never a table that helps nobody first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from etl.catalogue.search import LONGEST_QUESTION, MOST_FOUND, search
from etl.catalogue.titles import FILE, FOLDER, HasMunicipalities, Title, Titles, are_due, keep_titles, titles_in
from etl.catalogue.words import cleaned, stem, words_of

CBS, OTHERS = "opendata.cbs.nl", "dataderden.cbs.nl"
HEALTH = (
    "(Zeer) goed ervaren gezondheid; Overgewicht; Roker; Eenzaam; Ernstig/zeer ernstig eenzaam; Mantelzorger; "
    "Moeite met rondkomen; Voldoet aan beweegrichtlijn; 18 jaar of ouder; 65 jaar of ouder"
)
CRIMES = "Geregistreerde misdrijven; 1.1.1 Diefstal/inbraak woning; 1.4.5 Mishandeling; 2.2.1 Vernieling cq. zaakbeschadiging"
# As CBS and others call tables of their catalogues; of two of them what they hold is known, as after a look into them.
TITLES = Titles(
    tuple(
        Title(
            catalogue=catalogue, table=table, title=title, contents=contents, frequency=frequency, modified="2026-05-01T02:00:00"
        )
        for catalogue, table, title, contents, frequency in (
            (OTHERS, "47018NED", "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers", CRIMES, ""),
            (OTHERS, "50150NED", "Gezondheid per wijk en buurt; 2012/2016/2020/2022/2024 (indeling 2024)", HEALTH, ""),
            (OTHERS, "50090NED", "Gezondheid per wijk en buurt; 2012/2016/2020 (indeling 2020)", HEALTH, "Stopgezet"),
            (CBS, "83648NED", "Geregistreerde criminaliteit; soort misdrijf, regio", "", ""),
            (CBS, "70072ned", "Regionale kerncijfers Nederland", "", ""),
            (CBS, "85098NED", "Indicatoren jeugdzorg; gemeenten", "", ""),
            (CBS, "86050NED", "Wmo-cliënten; type maatwerkvoorziening, regio", "", ""),
            (CBS, "80794ned", "Personen met bijstand; persoonskenmerken, regio", "", ""),
            (CBS, "84780NED", "Voortijdig schoolverlaters; regio", "", ""),
            (CBS, "85146NED", "Veiligheidsmonitor; kerncijfers, regio", "", ""),
            (CBS, "86132NED", "Armoede van kinderen; huishoudenskenmerken, regio", "", ""),
            (CBS, "86008NED", "Arbeidsdeelname; regionale indeling", "", ""),
            (CBS, "84799NED", "Kerncijfers wijken en buurten 2020", "", "Stopgezet"),
            (CBS, "86165NED", "Kerncijfers wijken en buurten 2025", "", ""),
            (CBS, "83625NED", "Bestaande koopwoningen; gemiddelde verkoopprijzen, regio", "", ""),
            (CBS, "85035NED", "Gemiddelde WOZ-waarde van woningen; eigendom, regio", "", ""),
            (CBS, "37789ksz", "Sociale zekerheid; kerncijfers, uitkeringen naar uitkeringssoort", "", ""),
            (CBS, "82816NED", "Zuivelproductie; aanvoer van melk en geproduceerde zuivelproducten", "", ""),
            (CBS, "85524NED", "Vrijwilligerswerk en informele hulp; persoonskenmerken", "", ""),
        )
    )
)


@pytest.mark.parametrize(
    ("question", "table"),
    [
        ("eenzaamheid ouderen", "50150NED"),
        ("jeugdzorg", "85098NED"),
        ("jongeren met jeugdhulp", "85098NED"),
        ("inbraken", "47018NED"),
        ("woninginbraak", "47018NED"),
        ("hoeveel inbraken in woningen", "47018NED"),
        ("criminaliteit", "83648NED"),
        ("wmo cliënten", "86050NED"),
        ("WMO CLIENTEN", "86050NED"),
        ("bijstand", "80794ned"),
        ("mensen met een bijstandsuitkering", "80794ned"),
        ("schooluitval", "84780NED"),
        ("voortijdige schoolverlater", "84780NED"),
        ("armoede kinderen", "86132NED"),
        ("kinderen in armoede", "86132NED"),
        ("mantelzorgers", "50150NED"),
        ("overgewicht", "50150NED"),
        ("roken", "50150NED"),
        ("veiligheidsmonitor", "85146NED"),
        ("arbeidsparticipatie", "86008NED"),
        ("kerncijfers buurten", "86165NED"),
        ("buurten kerncijfers wijken", "86165NED"),
        ("huizenprijzen", "83625NED"),
        ("woz waarde woning", "85035NED"),
        ("84780ned", "84780NED"),
        ("kerncijfers van de regio Nederland", "70072ned"),
        ("gezondheid wijk", "50150NED"),
    ],
)
def test_the_table_that_is_meant_comes_first(question, table):
    hits = search(TITLES, question)
    assert hits[0].table.table == table, [hit.table.title for hit in hits[:4]]


def test_what_is_replaced_or_has_no_municipalities_comes_after_all_others():
    health = [hit.table.table for hit in search(TITLES, "gezondheid wijk buurt")]
    assert health.index("50090NED") > health.index("50150NED")
    known = [
        replace(each, has_municipalities=HasMunicipalities.NO) if each.table == "85524NED" else each for each in TITLES.tables
    ]
    found = search(Titles(tuple(known)), "vrijwilligerswerk")
    without = next(hit for hit in found if hit.table.table == "85524NED")
    assert without.can_be_used is False
    assert found[-1] == without
    assert search(TITLES, "jeugdzorg")[0].can_be_used is None


@pytest.mark.parametrize("question", ["", "   ", "?!", "…", "\x00\u202e", "olifanten xyzzy"])
def test_a_question_without_an_answer_finds_nothing(question):
    assert search(TITLES, question) == ()


def test_words_that_every_table_has_find_by_what_is_left():
    assert search(TITLES, "cijfers van de gemeente over jeugdzorg") == search(TITLES, "jeugdzorg")
    assert search(TITLES, "gemeenten")[0].table.table == "85098NED"


def test_a_very_long_question_costs_no_more_than_a_short_one():
    begin = "jeugdzorg " + "wmo " * 100
    assert search(TITLES, begin + "x" * 1_000_000) == search(TITLES, begin[:LONGEST_QUESTION])
    many = Titles(tuple(replace(TITLES.tables[5], table=f"T{number}") for number in range(200)))
    assert len(search(many, "jeugdzorg")) == MOST_FOUND


def test_accents_capitals_and_plurals_make_no_difference():
    assert words_of("Súdwest-Fryslân, foto’s") == ["sudwest", "fryslan", "fotos"]
    assert stem("inbraken") == stem("inbraak")
    assert stem("misdrijven") == stem("misdrijf")
    assert stem("84780ned") == "84780ned"


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("a\x00b\r\nc\u2028d", "a b c d"),
        ("\u202egnp.exe\u200b", "gnp.exe"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("<script>x</script>", "<script>x</script>"),
        (None, ""),
        ("x" * 999, "x" * 400),
    ],
)
def test_a_title_is_one_line_of_plain_text(hostile, plain):
    assert cleaned(hostile, 400) == plain


def test_kept_titles_stay_until_they_are_fetched_again(tmp_path):
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert are_due(tmp_path, now)
    keep_titles(tmp_path / FOLDER, [table for table in TITLES.tables if table.catalogue == CBS], now)
    assert search(titles_in(tmp_path), "bijstand")[0].table.table == "80794ned"
    assert not are_due(tmp_path, now + timedelta(days=6))
    assert are_due(tmp_path, now + timedelta(days=8))
    keep_titles(tmp_path / FOLDER, [table for table in TITLES.tables if table.catalogue == OTHERS], now)
    assert len(titles_in(tmp_path).tables) == len(TITLES.tables)  # of a catalogue that was silent what there was stays


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe\x00", b'{}\n[1]\n{"table": 3}\nnull\n', b"[" * 100_000, b'{"fetched_at": "gisteren"}\n{']
)
def test_a_damaged_list_is_passed_by(tmp_path, damage):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_bytes(damage)
    assert titles_in(tmp_path).tables == titles_in(tmp_path / "leeg").tables
