"""Who does the same may stand in the agenda as codes, with a start for each, or in a file; a mistake is told with its remedy."""

import pytest
from support.agendas import FILE, changed, problems_of

from indicators.agenda.load import parse_agenda
from indicators.agenda.model import AdoptersFile
from indicators.agenda.places import files_at


def with_adopters(written: str) -> str:
    return changed("    einde: 2025\n", f"    einde: 2025\n    zelfde_aanpak_in: {written}\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[GM0363, GM0034]", ("GM0363", "GM0034")),
        ("{GM0363: 2018, GM0034: 2019-03}", {"GM0363": "2018", "GM0034": "2019-03"}),
        ("{bestand: regio/buurtpreventie.csv}", AdoptersFile(file="regio/buurtpreventie.csv")),
        ("{bestand: regio.xlsx, blad: 2024, kop: 3}", AdoptersFile(file="regio.xlsx", sheet="2024", header_row=3)),
    ],
)
def test_the_three_ways_to_say_who_does_the_same(written, meant):
    agenda = parse_agenda(with_adopters(written), FILE)
    assert agenda.interventions[0].same_elsewhere == meant


def test_the_file_is_one_of_the_own_files_of_the_agenda():
    agenda = parse_agenda(with_adopters("{bestand: regio.csv}"), FILE)
    assert (("interventies", 0, "zelfde_aanpak_in", "bestand"), "regio.csv") in list(files_at(agenda))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[GM36]", "nr. 1 is 'GM36'; schrijf de CBS-code van een gemeente, bijvoorbeeld GM0479."),
        ("{GM36: 2018}", "'GM36' kan hier niet staan; schrijf de CBS-code van een gemeente, bijvoorbeeld GM0479."),
        ("{GM0363: 18}", "GM0363 is '18'; schrijf een jaar (2024) of een jaar en maand (2024-03)."),
        ("{GM0363: }", "GM0363 is leeg; vul iets in of haal het veld weg."),
        ("{GM0363: {start: 2018}}", "GM0363 is een groep velden; schrijf hier één waarde."),
        (
            "[GM0363: 2018]",
            "nr. 1 is een groep velden; haal het streepje weg: bij een start staat elke gemeente op een eigen regel",
        ),
        ("Amsterdam", "zelfde_aanpak_in is 'Amsterdam'; maak er een lijst van"),
        ("{bestand: regio.csv, blat: 1}", "onbekend veld 'blat'; bedoelt u 'blad'?"),
        ("{bestand: ../regio.csv}", "bestand is '../regio.csv', buiten de map van de agenda"),
        ("{bestand: regio.pdf}", "bestand is 'regio.pdf'; dat soort bestand is niet te lezen"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(written, told):
    (problem,) = problems_of(with_adopters(written))
    assert told in str(problem)
