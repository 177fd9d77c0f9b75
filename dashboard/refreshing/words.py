"""What a refresh did, in Dutch sentences and tables; pure, it asks for nothing."""

from collections.abc import Sequence

from dashboard.look.notation import count, exact, moment
from etl.door.jobs import JobState, Status, Step
from etl.door.questions import Refreshed, Suspect
from etl.door.turned_down import TurnedDown

OUTCOMES = {"gewijzigd": "nieuwe cijfers", "ongewijzigd": "niets nieuws", "mislukt": "gaf geen cijfers"}
HEADERS = ("Bron", "Rijen", "Uitkomst", "Wat er te melden is")
OTHERS = "‘dataderden’ is waar CBS cijfers van andere organisaties zet."
FIGURES = ("Periode", "Staat er nu", "Kwam binnen")


def heading(state: JobState) -> str:
    """Who asked for it when, and how far it is."""
    asked = f"{state.by} vroeg dit op {moment(state.at)}."
    if state.status is Status.WAITING:
        return f"{asked} Het begint zo."
    if state.status is Status.RUNNING:
        done = sum(1 for each in state.steps if each.outcome)
        return f"{asked} Bezig: {count(done, 'bron', 'bronnen')} gelezen. U kunt dit venster sluiten: het gaat door."
    if state.status is Status.FAILED:
        return f"{asked} Het is niet gelukt. {state.sentence}"
    return f"{asked} {ended(state.answer)}" if isinstance(state.answer, Refreshed) else asked


def ended(answer: Refreshed) -> str:
    """What it brought."""
    read = count(answer.sources, "bron", "bronnen")
    if not answer.failed:
        return f"Klaar: {read} gelezen."
    gave = count(answer.failed, "bron gaf", "bronnen gaven")
    return f"Klaar: {read} gelezen. {gave} geen nieuwe cijfers; wat er stond, staat er nog."


def lines(steps: Sequence[Step]) -> list[list[str]]:
    """A line a source."""
    return [
        [each.label, exact(each.rows) if each.rows else "", _outcome(each.outcome), without_label(each.message, each.label)]
        for each in steps
    ]


def without_label(text: str, label: str) -> str:
    """Sentences that stand below or beside the name of the source already."""
    told = text.replace(f"{label}: ", "")
    return f"{told[:1].upper()}{told[1:]}"


def together(found: Sequence[Suspect]) -> list[tuple[Suspect, ...]]:
    """Those of one delivery, which is taken or refused as a whole: it can be about more than one indicator."""
    by_delivery: dict[tuple[str, str], list[Suspect]] = {}
    for each in found:
        by_delivery.setdefault((each.label, each.accept), []).append(each)
    return list(map(tuple, by_delivery.values()))


def remarks(answer: Refreshed, steps: Sequence[Step]) -> list[str]:
    """What there is to tell that no line of a source tells already."""
    return [each for each in answer.remarks if not any(step.label in each for step in steps)]


def turned_down(each: TurnedDown) -> str:
    """Who looked at it, when and why not, and what holds now."""
    said = f"Geweigerd door {each.by} op {moment(each.at)}. Waarom: {each.reason}"
    return f"{said}{'' if each.reason.endswith(('.', '!', '?')) else '.'} De cijfers die er stonden, blijven staan."


def compared(suspect: Suspect) -> list[list[str]]:
    """The municipality's figures, those that stand beside those that came."""
    return [[each.period, _figure(each.held), _figure(each.came)] for each in suspect.figures]


def _figure(value: float | None) -> str:
    return "geen cijfer" if value is None else exact(value)


def _outcome(said: str) -> str:
    """`nieuwe cijfers (opname)`; while it is being read: `bezig`."""
    word, bracket, rest = said.partition(" (")
    return f"{OUTCOMES.get(word, word)}{bracket}{rest}" if said else "bezig"
