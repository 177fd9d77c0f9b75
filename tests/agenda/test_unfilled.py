"""A decision that was copied from the page of a checkpoint and never written is refused, and what was written is not."""

import pytest
from support.agendas import FILE, SMALL, changed, line_of, problems_of

from indicators.agenda.load import parse_agenda
from indicators.agenda.unfilled import NO_DECISION, NO_REASON

OF_NOW = "{datum: 2021-06-01, besluit: bijstellen}"
AT = f"{FILE}:%s  interventie 'buurtpreventie', toetsmomenten nr. 1: "
CHOOSE = "kies doorgaan, bijstellen, opschalen of stoppen"
WRITE = "schrijf in plaats daarvan waarom dit is besloten."
EMPTY = "toelichting is leeg; schrijf waarom dit is besloten, of haal deze regel weg."
LEFT = f"toelichting is nog niet ingevuld: er staat nog '{NO_REASON}'; {WRITE}"
UNDECIDED = f"besluit is '{NO_DECISION}'; {CHOOSE}."
NO_CHOICE = f"besluit is leeg; {CHOOSE}, of haal deze regel weg zolang er geen besluit is."


def with_decision(*lines: str) -> str:
    block = "".join(f"\n        {line}" for line in lines)
    return changed(f"toetsmomenten: [{OF_NOW}]", f"toetsmomenten:\n      - datum: 2021-06-01{block}", SMALL)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((f"besluit: {NO_DECISION}", f'toelichting: "{NO_REASON}"'), (UNDECIDED, LEFT)),
        (("besluit: doorgaan", f'toelichting: "{NO_REASON}"'), (LEFT,)),
        ((f"besluit: {NO_DECISION}", "toelichting: Er kwam niemand."), (UNDECIDED,)),
        (("besluit:", "toelichting: Er kwam niemand."), (NO_CHOICE,)),
        (("besluit:", "toelichting:"), (NO_CHOICE, EMPTY)),
        (("besluit: doorgaan", 'toelichting: "   "'), (EMPTY,)),
        (("besluit: doorgaan", "toelichting: '…'"), (EMPTY,)),
        (("besluit: doorgaan", 'toelichting: "  waarom DIT besluit in  een of twee zinnen "'), (LEFT,)),
        (("besluit: doorgaan", f'toelichting: "{NO_REASON} Er kwam niemand."'), (LEFT,)),
        (
            ("besluit: doorgaan", "toelichting: 'Waarom dit besluit:'"),
            (f"toelichting is nog niet ingevuld: er staat nog 'Waarom dit besluit:'; {WRITE}",),
        ),
        (("besluit: Nog te kiezen", "toelichting: Er kwam niemand."), (f"besluit is 'Nog te kiezen'; {CHOOSE}.",)),
    ],
)
def test_what_is_not_filled_in_is_told_with_its_line_all_at_once(lines, told):
    text = with_decision(*lines)
    places = [line_of(next(line for line in lines if line.startswith(each.split()[0])), text) for each in told]
    assert [str(each) for each in problems_of(text)] == [AT % line + what for line, what in zip(places, told, strict=True)]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("besluit: doorgaan",),
        ("besluit: doorgaan", "toelichting: Waarom dit besluit? Er kwam niemand."),
        ("besluit: doorgaan", 'toelichting: "In twee zinnen: er kwam niemand."'),
    ],
)
def test_what_someone_wrote_is_accepted(lines):
    assert parse_agenda(with_decision(*lines), FILE).interventions[0].checkpoints


@pytest.mark.parametrize("odd", ["toetsmomenten: x", "toetsmomenten: [x]", "toetsmomenten: [{datum: x, toelichting: [a]}]"])
def test_in_any_other_shape_the_model_tells_what_is_wrong(odd):
    assert problems_of(changed(f"toetsmomenten: [{OF_NOW}]", odd, SMALL))
