"""Reading the agenda: every mistake at once, each with its line and what to do; nothing else ever comes out."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.agendas import FILE, SMALL, changed, line_of, problems_of

from indicators.agenda import strict_yaml as marked_yaml
from indicators.agenda.load import load_agenda, parse_agenda
from indicators.agenda.model import Agenda, Aim, Ambition, Checkpoint, Indicator, Intervention, Norm
from indicators.agenda.problems import AgendaError, near_miss
from indicators.agenda.schema import schema_text
from indicators.agenda.strict_yaml import read_marked

CONFIG = Path(__file__).parents[2] / "config"
SHIPPED = (CONFIG / "agenda.yaml").read_text(encoding="utf-8")

CODES = '{SoortMisdrijf: "1.1.1"}'
SECOND_KEY = "dubbel\n  titel: Nog een"
# what is changed (from, to), a marker on the line the problem must point at, the problem from its address on
WRONG_VALUES = [
    (
        "richting: omhoog",
        "richting: omlaagg",
        "omlaagg",
        "indicator 'opkomst': gewenste_richting is 'omlaagg'; kies omhoog, omlaag of neutraal.",
    ),
    (
        "trede: 4}",
        "trede: 4, x: 1}",
        "x: 1",
        "interventie 'buurtpreventie', evaluaties nr. 1: onbekend veld 'x'; hier kunnen staan: door, link en trede.",
    ),
    ("titel: Kleine agenda", "titel: Kleine agenda\n  title: x", "title:", "agenda: onbekend veld 'title'; bedoelt u 'titel'?"),
    ("tabel: 70072ned", "table: 70072ned", "table:", "bron 'kerncijfers': onbekend veld 'table'; bedoelt u 'tabel'?"),
    (
        "onderwerp: SterkEenzaam",
        "onderwrp: SterkEenzaam",
        "onderwrp",
        "indicator 'eenzaamheid', bron: onbekend veld 'onderwrp'; bedoelt u 'onderwerp'?",
    ),
    (
        "onderwerp: GeregistreerdeMisdrijven",
        "onderwrp: X",
        "onderwrp",
        "indicator 'woninginbraken', bron, teller: onbekend veld 'onderwrp'",
    ),
    ("tabel: 70072ned", "tabel: ../70072ned", "../7", "bron 'kerncijfers': tabel is '../70072ned'; schrijf de code van de tabel"),
    ("tabel: 70072ned", f"tabel: {'7' * 18}NED", "tabel: 77", f"bron 'kerncijfers': tabel is '{'7' * 18}NED'; schrijf de code"),
    ("    houder: Gemeente\n", "", "  eigen-bestand:", "bron 'eigen-bestand': veld 'houder' ontbreekt; voeg 'houder: ...' toe."),
    (
        "          maal: 1000\n",
        "",
        "        bron:\n",
        "indicator 'woninginbraken', bron: veld 'maal' ontbreekt; voeg 'maal: ...' toe.",
    ),
    ("  titel: Kleine agenda\n", "", "agenda:\n", "agenda: veld 'titel' ontbreekt; voeg 'titel: ...' toe."),
    ("bronnen:", "bronen:", "bronen:", "hele bestand: onbekend veld 'bronen'; bedoelt u 'bronnen'?"),
    ("titel: Kleine agenda", "titel:", "titel:", "agenda: titel is leeg; vul iets in of haal het veld weg."),
    (
        "titel: Kleine agenda",
        "titel: 2024",
        "titel:",
        "agenda: titel is '2024'; dat leest als een getal of ja/nee; zet het tussen",
    ),
    ("voorbeeld: true", "voorbeeld: ja", "voorbeeld", "agenda: voorbeeld is 'ja'; kies true (ja) of false (nee)."),
    (
        "voorbeeld: true",
        "voorbeeld: true\n  licentie: CC BY 3.0",
        "licentie: CC BY 3.0",
        "agenda: licentie is 'CC BY 3.0'; kies CC0 1.0 of CC BY 4.0.",
    ),
    ("voorbeeld: true", "voorbeeld: NO", "voorbeeld", "agenda: voorbeeld is 'NO'; kies true (ja) of false (nee)."),
    ("voorbeeld: true", "voorbeeld: true\n  publiek: ja", "publiek", "agenda: publiek is 'ja'; kies dashboard of lezen."),
    (
        "voorbeeld: true",
        "voorbeeld: true\n  ingesloten_op: https://www.zaanstad.nl",
        "ingesloten_op",
        "agenda: ingesloten_op is 'https://www.zaanstad.nl'; maak er een lijst van",
    ),
    (
        "gemeente: GM0479",
        "gemeente: 0479",
        "0479",
        "agenda: gemeente is '0479'; schrijf de CBS-code van een gemeente, bijvoorbeeld GM0479.",
    ),
    (
        "[2026-06-25]",
        "[25-06-2026]",
        "25-06",
        "agenda, raadsvergaderingen: nr. 1 is '25-06-2026'; schrijf een datum als 2026-11-21.",
    ),
    ("[2026-06-25]", "[20260625]", "20260625", "agenda, raadsvergaderingen: nr. 1 is '20260625'; schrijf een datum als"),
    ("[2026-06-25]", "['1608076800']", "16080", "agenda, raadsvergaderingen: nr. 1 is '1608076800'; schrijf een datum als"),
    ("[2026-06-25]", "[2026-02-30]", "02-30", "agenda, raadsvergaderingen: nr. 1 is '2026-02-30'; schrijf een datum als"),
    ("[2026-06-25]", "2026-06-25", "raadsv", "agenda: raadsvergaderingen is '2026-06-25'; maak er een lijst van"),
    ("van: 2022", "van: 22", "van: 22", "agenda, looptijd: van is '22'; kies een getal van ten minste 1990."),
    ("van: 2022", "van: 2022.5", "van: 2022.5", "agenda, looptijd: van is '2022.5'; schrijf een heel getal."),
    ("aantal: 20", "aantal: 500", "aantal: 500", "agenda, vergelijken: aantal is '500'; kies een getal van ten hoogste 100."),
    (
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: [{bron: enquete, onderwerp: X, breuk: misschien}]}",
        "voorgangers",
        "indicator 'eenzaamheid', bron, voorgangers nr. 1: breuk is 'misschien'; kies ja of nee.",
    ),
    (
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: [{bron: enquete, onderwerp: X, breukk: nee}]}",
        "voorgangers",
        "indicator 'eenzaamheid', bron, voorgangers nr. 1: onbekend veld 'breukk'; bedoelt u 'breuk'?",
    ),
    (
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorganger: []}",
        "voorganger",
        "indicator 'eenzaamheid', bron: onbekend veld 'voorganger'; bedoelt u 'voorgangers'?",
    ),
    (
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: {bron: enquete, onderwerp: X}}",
        "voorgangers",
        "indicator 'eenzaamheid', bron: voorgangers is een groep velden; maak er een lijst van",
    ),
    (
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: [{teller: {bron: enquete, onderwerp: X}, maal: 1}]}",
        "voorgangers",
        "indicator 'eenzaamheid', bron, voorgangers nr. 1: veld 'noemer' ontbreekt; voeg 'noemer: ...' toe.",
    ),
    (
        "onderwerp: TotaleBevolking}",
        "onderwerp: TotaleBevolking, voorgangers: []}",
        "voorgangers",
        "agenda, vergelijken, kenmerk 'inwoners', bron: onbekend veld 'voorgangers'; hier kunnen staan: bron, onderwerp",
    ),
    ("maal: 1000", "maal: 0", "maal: 0", "indicator 'woninginbraken', bron: maal is '0'; kies een getal groter dan 0."),
    (
        "maal: 1000",
        "maal: 2,5",
        "maal: 2,5",
        "indicator 'woninginbraken', bron: maal is '2,5'; schrijf een punt voor de decimalen: 2.5.",
    ),
    ("maal: 1000", "maal: .nan", ".nan", "indicator 'woninginbraken', bron: maal is '.nan'; schrijf een getal zonder eenheid"),
    ("maal: 1000", "maal: 1e999", "1e999", "indicator 'woninginbraken', bron: maal is '1e999'; schrijf een getal zonder eenheid"),
    (CODES, "{SoortMisdrijf: 1.10}", "1.10", "bron 'politiecijfers', filter: SoortMisdrijf is '1.10'; dat leest als een getal"),
    (
        CODES,
        "[SoortMisdrijf]",
        "[Soort",
        "bron 'politiecijfers': filter is een lijst; zet hier velden onder elkaar: 'veld: waarde'.",
    ),
    (
        "catalogus: opendata.cbs.nl",
        "periode: kwartaal\n    catalogus: opendata.cbs.nl",
        "periode: kwartaal",
        "bron 'kerncijfers': periode is 'kwartaal'; kies kwartaal 1, kwartaal 2, kwartaal 3, kwartaal 4 of kwartaal gemiddelde.",
    ),
    (
        "catalogus: opendata.cbs.nl",
        "periode: kwartaal 5\n    catalogus: opendata.cbs.nl",
        "periode: kwartaal 5",
        "bron 'kerncijfers': periode is 'kwartaal 5'; bedoelt u 'kwartaal",
    ),
    (
        "catalogus: opendata.cbs.nl",
        "periode: q4\n    catalogus: opendata.cbs.nl",
        "periode: q4",
        "bron 'kerncijfers': periode is 'q4'; kies jaar, schooljaar, januari,",
    ),
    (
        "2017-2019",
        "2017/2019",
        "2017/2019",
        "indicator 'woninginbraken', nulmeting: periode is '2017/2019'; schrijf een jaar (2019), een schooljaar",
    ),
    (
        "periode: 2025",
        "periode: 2024-2025",
        "2024-2025",
        "indicator 'woninginbraken', toelichtingen nr. 1: periode is '2024-2025'; schrijf één jaar",
    ),
    (
        "- id: opkomst",
        "- id: Opkomst TK",
        "Opkomst TK",
        "indicator 'Opkomst TK': id is 'Opkomst TK'; gebruik kleine letters, cijfers en streepjes",
    ),
    (
        "start: 2019-02",
        "start: februari",
        "februari",
        "interventie 'buurtpreventie': start is 'februari'; schrijf een jaar (2024) of een jaar en maand (2024-03).",
    ),
    (
        "door: [college]",
        "door: []",
        "door: []",
        "indicator 'woninginbraken', norm, historie nr. 1, vastgesteld: door is leeg; vul iets in",
    ),
    (
        "norm: {soort: behouden, waarde: 80.0}",
        "norm: 80",
        "norm: 80",
        "indicator 'opkomst': norm is '80'; zet hier velden onder elkaar",
    ),
    (
        "effect: 0.5",
        "effect: -0.5",
        "effect: -0.5",
        "interventie 'buurtpreventie', indicator 'woninginbraken': effect is '-0.5'; kies een getal groter dan 0.",
    ),
]
NO_YAML = [
    (
        "titel: Kleine agenda",
        f"titel: {SECOND_KEY}",
        "titel: Nog een",
        "agenda: veld 'titel' staat er twee keer (regel 2 en regel 3); laat er één staan.",
    ),
    ("titel: Kleine agenda", "titel: &t Kleine agenda", "&t", "agenda: anker '&t' kan hier niet; haal dat weg"),
    ("titel: Kleine agenda", "titel: *t", "*t", "agenda: verwijzing '*t' kan hier niet; schrijf de waarde uit."),
    (
        "titel: Kleine agenda",
        "titel: Klein\n  <<: {x: 1}",
        "<<",
        "agenda: '<<' (velden overnemen) kan hier niet; schrijf de velden uit.",
    ),
    (
        "titel: Kleine agenda",
        "titel: !!python/object:os.system x",
        "python",
        "agenda: label 'tag:yaml.org,2002:python/object:os.system' kan hier niet",
    ),
    (
        "titel: Kleine agenda",
        "titel: x\n  ? [a]\n  : b",
        "? [a]",
        "hele bestand: een veldnaam kan hier geen lijst of verwijzing zijn; schrijf",
    ),
    (
        "  titel: Kleine agenda",
        "\ttitel: Kleine agenda",
        "titel:",
        "er staat een tab aan het begin van de regel; spring in met spaties.",
    ),
    (
        "titel: Kleine agenda",
        "titel: Agenda: klein",
        "titel:",
        "hier staat een dubbele punt die niet kan; kijk naar het inspringen",
    ),
    (
        "titel: Kleine agenda",
        "titel: 'Kleine agenda",
        "titel:",
        "een aanhalingsteken wordt niet gesloten; zet het tweede aanhalingsteken erbij.",
    ),
    (
        "titel: Kleine agenda",
        "titel: @home",
        "@home",
        "hier staat een teken waarmee een waarde niet kan beginnen; zet de tekst tussen aanhalingstekens.",
    ),
    (
        "titel: Kleine agenda",
        "titel: *",
        "titel: *",
        "een waarde kan niet met * of & beginnen; zet de tekst tussen aanhalingstekens.",
    ),
    (
        "  titel: Kleine agenda",
        "    titel: Kleine agenda",
        "gemeente: GM",
        "het inspringen klopt niet; laat velden die bij elkaar horen",
    ),
    (
        "titel: Kleine agenda",
        "titel: “Kleine agenda”",
        "titel:",
        'agenda: gekrulde aanhalingstekens (“ ”) zijn hier geen aanhalingstekens; typ rechte: "Kleine agenda".',
    ),
    (
        "titel: Kleine agenda",
        "titel: ‘Kleine agenda’",
        "titel:",
        'agenda: gekrulde aanhalingstekens (“ ”) zijn hier geen aanhalingstekens; typ rechte: "Kleine agenda".',
    ),
    (
        "titel: Kleine agenda",
        "titel: „Kleine agenda”",
        "titel:",
        'agenda: gekrulde aanhalingstekens (“ ”) zijn hier geen aanhalingstekens; typ rechte: "Kleine agenda".',
    ),
    (
        "titel: Kleine agenda",
        "“titel”: Kleine agenda",
        "titel”",
        'agenda: gekrulde aanhalingstekens (“ ”) zijn hier geen aanhalingstekens; typ rechte: "titel".',
    ),
    (
        "titel: Kleine agenda",
        "titel: “Agenda: klein”",
        "titel:",
        'gekrulde aanhalingstekens (“ ”) zijn hier geen aanhalingstekens; typ rechte: "..."',
    ),
    ("titel: Kleine agenda", 'titel: "C:\\query"', "titel:", "een \\ tussen dubbele aanhalingstekens kan niet; gebruik enkele"),
    ("titel: Kleine agenda", "titel: Klein\x00", "titel:", "er staat een onzichtbaar teken in de tekst (U+0000); haal dat weg"),
    ("titel: Kleine agenda", f"titel: {'[' * 5000}", "titel:", "er staan te veel lijsten of velden in elkaar; sluit haakjes"),
    ("partners:", "---\npartners:", "---", "hier begint een tweede document (---); haal deze regel weg."),
]


def case_name(case: tuple[str, ...]) -> str:
    return case[1].strip()[:40].replace("\x00", "NUL")


@pytest.mark.parametrize(("old", "new", "marker", "expected"), WRONG_VALUES, ids=map(case_name, WRONG_VALUES))
def test_a_wrong_value_is_the_only_problem_and_has_its_line(old, new, marker, expected):
    text = changed(old, new)
    problems = problems_of(text)
    assert [
        str(problem) for problem in problems if not str(problem).startswith(f"{FILE}:{line_of(marker, text)}  {expected}")
    ] == []
    assert len(problems) == 1


@pytest.mark.parametrize("loader", [marked_yaml.yaml.SafeLoader, marked_yaml.LOADER], ids=["python", "libyaml"])
@pytest.mark.parametrize(("old", "new", "marker", "expected"), NO_YAML, ids=map(case_name, NO_YAML))
def test_strict_yaml_says_in_dutch_what_is_wrong(old, new, marker, expected, loader, monkeypatch):
    monkeypatch.setattr(marked_yaml, "LOADER", loader)
    text = changed(old, new)
    assert str(problems_of(text)[0]).startswith(f"{FILE}:{line_of(marker, text)}  {expected}")


@pytest.mark.parametrize("typed", ["’s-Gravenhage", "“Citaat” van ons", "Wij zeggen “ja”", '"“Citaat”"', "Foto’s"])
def test_curly_quotes_within_a_text_are_only_signs(typed):
    agenda = parse_agenda(changed("titel: Kleine agenda", f"titel: {typed}"), FILE)
    assert agenda.info.title == typed.strip('"')


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("true", True),
        ("False", False),
        ("NO", "NO"),
        ("ja", "ja"),
        ("yes", "yes"),
        ("on", "on"),
        ("~", None),
        ("", None),
        ("0123", "0123"),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("1.1.1", "1.1.1"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("-7", -7),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.", "1."),
        ("+5", "+5"),
        ("'7'", "7"),
        ("9" * 5000, "9" * 5000),
        (".inf", ".inf"),
        ("=", "="),
    ],
)
def test_plain_values_mean_what_yaml_1_2_says(typed, meaning):
    value = read_marked(f"key: {typed}\n").data["key"]
    assert value == meaning
    assert type(value) is type(meaning)


def test_a_valid_agenda_loads():
    agenda = parse_agenda(SMALL, FILE)
    assert agenda.indicator("woninginbraken").baseline.span == (2017, 2019)
    assert agenda.sources["politiecijfers"].filters == {"SoortMisdrijf": "1.1.1"}


def test_the_two_mistakes_of_the_style_guide_read_as_written_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("config").mkdir()
    text = changed("richting: omlaag\n        bron:\n", "richting: omlaagg\n        bron:\n")
    text = changed('ziek.\n        eenheid: "%"', 'ziek.\n        eenhied: "%"', text)
    Path("config/agenda.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AgendaError) as caught:
        load_agenda(Path("config/agenda.yaml"))
    assert str(caught.value).splitlines() == [
        "config/agenda.yaml:53  indicator 'woninginbraken': gewenste_richting is 'omlaagg'; kies omhoog, omlaag of neutraal.",
        "config/agenda.yaml:83  indicator 'eenzaamheid': onbekend veld 'eenhied'; bedoelt u 'eenheid'?",
        "2 fouten. De agenda is niet geladen; het dashboard blijft de vorige versie tonen.",
    ]


def test_one_mistake_is_counted_in_the_singular():
    with pytest.raises(AgendaError, match=r"^agenda\.yaml:5 .*\n1 fout\. De agenda is niet geladen"):
        parse_agenda(changed("voorbeeld: true", "voorbeeld: ja"), FILE)


def test_yaml_type_and_rule_mistakes_are_told_at_once_in_order_of_line():
    text = changed("titel: Kleine agenda", f"titel: {SECOND_KEY}")  # YAML
    text = changed("houder: GGD", "houdr: GGD", text)  # type, in a source
    text = changed("decimalen: 2", "decimalen: twee", text)  # type, in an indicator
    text = changed("kolom: opkomst", "onderwerp: opkomst", text)  # rule, in another indicator
    text = changed("partner: welzijn", "partner: welzjin", text)  # rule, in an intervention
    problems = problems_of(text)
    markers = ["titel: Nog een", "houdr", "decimalen: twee", "onderwerp: opkomst", "onderwerp: opkomst", "welzjin"]
    assert [problem.line for problem in problems] == [line_of(marker, text) for marker in markers]


def test_rules_look_past_a_broken_header():
    text = changed("voorbeeld: true", "voorbeeld: ja", changed("waarde: 80.0", "waarde: 180.0"))
    assert [problem.line for problem in problems_of(text)] == [5, line_of("180.0", text)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("houder: GGD", "houdr: GGD", id="source"),
        pytest.param("{id: welzijn, naam: Welzijn}", "{id: welzijn, nam: Welzijn}", id="partner"),
        pytest.param("{id: welzijn, naam: Welzijn}", "welzijn", id="partner without fields"),
        pytest.param("thema: Meedoen", "thema: 1", id="ambition"),
        pytest.param("decimalen: 2", "decimalen: twee", id="indicator that an intervention aims at"),
    ],
)
def test_what_could_not_be_read_is_not_called_unknown_elsewhere(old, new):
    assert len(problems_of(changed(old, new))) == 1


def test_the_place_of_a_rule_is_right_when_something_before_it_is_left_out():
    text = changed("decimalen: 2", "decimalen: twee", changed("onder: 5.0, boven: 10.0", "onder: 10.0, boven: 5.0"))
    problems = problems_of(text)
    assert (problems[1].line, problems[1].address) == (line_of("onder: 10.0", text), "indicator 'eenzaamheid', norm")


@pytest.mark.parametrize("text", ["", "# niets\n", "~", "- a\n", "tekst", "agenda: 3\n", "[]", "{}"], ids=repr)
def test_something_else_than_an_agenda_starts_at_line_one(text):
    assert problems_of(text)[0].line == 1


def test_a_missing_file_is_a_problem_of_the_whole_file(tmp_path):
    with pytest.raises(AgendaError, match=r"weg\.yaml  dit bestand is er niet; zet het bestand daar neer"):
        load_agenda(tmp_path / "weg.yaml")


def test_a_folder_is_not_an_agenda(tmp_path):
    with pytest.raises(AgendaError, match="niet te lezen"):
        load_agenda(tmp_path)


def test_a_file_saved_by_an_old_editor_names_the_line(tmp_path):
    path = tmp_path / "agenda.yaml"
    path.write_bytes(changed("Een inbraak maakt bang.", "Eén inbraak maakt bang.").encode("windows-1252"))
    with pytest.raises(AgendaError) as caught:
        load_agenda(path)
    assert caught.value.problems[0].line == line_of("Een inbraak", SMALL)
    assert "UTF-8" in caught.value.problems[0].remedy


@pytest.mark.parametrize(
    "encode", [lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.replace("\n", "\r\n").encode()]
)
def test_files_from_windows_load(tmp_path, encode):
    path = tmp_path / "agenda.yaml"
    path.write_bytes(encode(SMALL))
    assert load_agenda(path) == parse_agenda(SMALL, FILE)


def test_the_schema_is_current_and_named_in_the_agenda():
    saved = (CONFIG / "agenda.schema.json").read_text(encoding="utf-8")
    assert saved == schema_text(), "run: python -m indicators.agenda.schema > config/agenda.schema.json"
    assert SHIPPED.splitlines()[0] == "# yaml-language-server: $schema=agenda.schema.json"


def test_the_schema_offers_dutch_keys_only():
    indicator = json.loads(schema_text())["$defs"]["Indicator"]
    assert "gewenste_richting" in indicator["properties"]
    assert "desired_direction" not in indicator["properties"]
    assert "title" not in indicator
    assert "description" not in indicator


@pytest.mark.parametrize(
    ("model", "field", "key"),
    [
        (Ambition, "theme", "thema"),
        (Ambition, "ambition", "ambitie"),
        (Aim, "indicator", "indicator"),
        (Agenda, "sources", "bronnen"),
        (Indicator, "quantity", "bron"),
        (Indicator, "baseline", "nulmeting"),
        (Indicator, "norm", "norm"),
        (Norm, "milestones", "mijlpalen"),
        (Indicator, "desired_direction", "gewenste_richting"),
        (Indicator, "breaks", "trendbreuken"),
        (Indicator, "commentaries", "toelichtingen"),
        (Agenda, "interventions", "interventies"),
        (Intervention, "partner", "partner"),
        (Intervention, "checkpoints", "toetsmomenten"),
        (Checkpoint, "decision", "besluit"),
    ],
)
def test_the_dictionary_of_the_style_guide_holds(model, field, key):
    assert (model.model_fields[field].alias or field) == key


def loads_or_tells(text: str) -> None:
    try:
        parse_agenda(text, FILE)
        problems = []
    except AgendaError as error:
        problems = list(error.problems) or ["an error without a problem"]
    lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
    assert [problem for problem in problems if not (1 <= problem.line <= lines and problem.text and problem.remedy)] == []


def test_an_agenda_without_any_one_line_loads_or_tells_what_is_wrong():
    lines = SHIPPED.splitlines(keepends=True)
    for at in random.Random(2026).sample(range(len(lines)), 80):
        loads_or_tells("".join(lines[:at] + lines[at + 1 :]))


scalars = st.sampled_from(
    [
        "",
        "~",
        "true",
        "0",
        "-1.5",
        "1e9",
        "2026-13-40",
        "[]",
        "{}",
        "[x]",
        "{x: y}",
        "&a b",
        "*a",
        "!x y",
        "'",
        '"',
        "- -",
        "table",
    ]
)


@settings(max_examples=100, deadline=None)
@given(place=st.integers(min_value=0, max_value=10_000), value=scalars | st.text(max_size=12))
def test_any_other_value_anywhere_loads_or_tells_what_is_wrong(place, value):
    lines = SMALL.splitlines()
    at = place % len(lines)
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{value}"
    loads_or_tells("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(
    start=st.integers(min_value=0, max_value=len(SMALL)), length=st.integers(min_value=0, max_value=30), typed=st.text(max_size=5)
)
def test_any_slip_of_the_keyboard_loads_or_tells_what_is_wrong(start, length, typed):
    loads_or_tells(SMALL[:start] + typed + SMALL[start + length :])


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [
        ("gdd", ["ggd", "welzijn"], "ggd"),
        ("Politie", ["politie"], "politie"),
        ("kerncijfers", ["politiecijfers"], None),
        ("x", [], None),
    ],
)
def test_only_a_likely_name_is_suggested(typed, names, meant):
    assert near_miss(typed, names) == meant
