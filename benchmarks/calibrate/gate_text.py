"""What was measured of the gate as a report in Dutch Markdown; it measures nothing, and no figure in it is typed by hand."""

from collections.abc import Sequence
from typing import Protocol

from benchmarks.calibrate.text import table, whole


class Grown(Protocol):
    """One delivery with one year more."""

    label: str
    is_revised: bool
    refusals: tuple[str, ...]


class Powers(Protocol):
    """One fault, tried on every topic."""

    fault: str
    only_newest: bool
    caught: int
    tried: int
    missed: tuple[str, ...]


def write_report(grown: Sequence[Grown], powers: Sequence[Powers]) -> str:
    """False alarms first, then what is caught of each fault, then what is not and why."""
    plain, revised = ([one for one in grown if one.is_revised is kind] for kind in (False, True))
    alarms = [whole(sum(bool(one.refusals) for one in some)) for some in (plain, revised)]
    names = dict.fromkeys(p.fault for p in powers)
    caught = [(name, *(_share(powers, name, only_newest=kind) for kind in (False, True))) for name in names]
    when = {False: "alle jaren", True: "alleen het nieuwe jaar"}
    missed = [f"- {p.fault}, {when[p.only_newest]}: {', '.join(p.missed)}." for p in powers if p.missed]
    counts = {"leveringen": whole(len(plain)), "bronnen": str(len({one.label for one in plain}))}
    blocks = [
        _INTRODUCTION,
        _ALARMS.format(**counts),
        table(
            ["Levering", "Aantal", "Geweigerd"],
            [("een jaar erbij", whole(len(plain)), alarms[0]), ("een jaar erbij, en herzien", whole(len(revised)), alarms[1])],
        ),
        _POWER,
        table(["Fout", *when.values()], caught),
        "## Wat niet te zien is",
        "\n".join(missed) if missed else "Van deze fouten kwam er geen door.",
        _LIMITS,
    ]
    return "\n\n".join(blocks) + "\n"


def _share(powers: Sequence[Powers], fault: str, *, only_newest: bool) -> str:
    (one,) = (p for p in powers if p.fault == fault and p.only_newest is only_newest)
    return f"{one.caught} van {one.tried}" if one.tried else "–"


_INTRODUCTION = """# De poort voor cijfers

Gemaakt door `python -m benchmarks.calibrate.gate`; niet met de hand wijzigen. De regels staan in `etl/store/gate/`, elke grens
met haar reden.

Alles wat binnenkomt, gaat door een poort. Die stelt twee vragen.

1. **Kan dit cijfer bestaan?** Wat buiten de grenzen van de indicator ligt, een code voor 'geheim' (-99999 tot en met -99995), een
   jaar dat nog moet komen en een nul die niet geteld kan zijn, laat hij eruit. De rest wordt gebruikt; een opmerking noemt wat
   eruit bleef. Zijn het er veel (5% van de gemeenten in een jaar), dan weigert hij de hele levering.
2. **Kan deze levering kloppen?** Elke gemeente wordt naast zichzelf gelegd: hetzelfde jaar, of het jaar ervoor. Wat daar uitkomt
   weegt over alle gemeenten, zodat één vreemde gemeente geen alarm geeft. Alleen de eigen gemeente telt ook apart.

Een geweigerde levering verandert niets: de vorige cijfers blijven staan. Wie heeft gekeken en vindt dat het klopt, neemt haar aan
met `--accept`. Een lege levering kan nooit worden aangenomen."""

_ALARMS = """## Valse alarmen

De meegeleverde cijfers zijn jaar voor jaar aangeboden, zoals ze zijn gegroeid: {leveringen} leveringen van {bronnen} bronnen. De
laatste twee jaren waren steeds voorlopig, waar de bron dat zegt. Daarna nog eens, met wat er al was herzien: vier op de tien
voorlopige cijfers tot 3% anders, en een op de 200 cijfers tot 20%."""

_POWER = """## Wat wordt tegengehouden

Elke fout is op elk onderwerp geprobeerd: in alle jaren, en in alleen een nieuw jaar. Tegengehouden betekent: de levering is
geweigerd, of elk fout cijfer is eruit gelaten."""

_LIMITS = """Wat de poort in het algemeen niet kan zien:

- Een factor kleiner dan 4 in een nieuw jaar. De middelste gemeente veranderde in de opgenomen cijfers hoogstens een derde; vanaf
  een factor 1,75 volgt een opmerking. In jaren die er al waren valt een gelijke factor voor iedereen op vanaf 1,5.
- Een nieuw jaar waarin gemeenten het cijfer van hun buur hebben, als gemeenten in die enquête van jaar op jaar meer schommelen
  dan zij onderling verschillen. Zijn ook de oude jaren verschoven, dan valt het altijd op.
- Tekens in een nieuw jaar, bij een saldo dat negatief mag zijn: dat kan echt zijn gebeurd. In jaren die er al waren valt het op.
- Een nul bij een percentage: niemand weet van hoeveel mensen het een percentage is.
- Een eerste levering: er is niets om haar naast te leggen. Alleen de eerste vraag helpt dan.
- Veel herindelingen tegelijk in een tabel die is teruggerekend naar de nieuwe indeling: meer dan 5% van de gemeenten verdwijnt.
  Zegt de tabel of de gebiedsindeling dat zij zijn opgeheven, dan is dat geen verlies; anders moet iemand kijken."""
