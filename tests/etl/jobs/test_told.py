"""What a run tells at a terminal, on a page: nobody there can type a command."""

import re

import pytest

from etl.run.jobs.told import on_a_page

COMMAND = re.compile(r"--\w|python -m|\bTyp:")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "Alles keer tien. Controleer de bron. Klopt het zo? Typ: python -m etl refresh --force --accept 'eigen cijfers.csv'",
            "Alles keer tien. Controleer de bron.",
        ),
        (
            (
                "32 cijfers niet gebruikt, een nul waar er 100 te verwachten waren (GM0060 2020: 0); klopt het wel, ververs dan "
                "met --force --accept. De rest staat er."
            ),
            "32 cijfers niet gebruikt, een nul waar er 100 te verwachten waren (GM0060 2020: 0). De rest staat er.",
        ),
        ("Zoek een andere met 'python -m etl tables WOORDEN'.", "Zoek een andere tabel."),
        ("Er zijn nog geen cijfers. Typ: python -m etl refresh", "Er zijn nog geen cijfers."),
        ("3 cijfers herzien.", "3 cijfers herzien."),
    ],
)
def test_a_page_asks_nobody_to_type_a_command(told, said):
    assert on_a_page(told) == said
    assert not COMMAND.search(said)
