"""The agenda as typed values: the one place where Dutch keys meet English code; it reads no files and judges nothing."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainSerializer, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from indicators.agenda.periods import PeriodKind

SPAN_PATTERN = r"^\d{4}(/'\d{2}|-\d{4})?$"
ADOPTING_BODIES = frozenset({"gemeenteraad", "college"})
"""May adopt a norm without being a partner in the agenda."""


class Model(BaseModel):
    """Base of all agenda models: cannot change, knows its keys, converts nothing silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_by_name=True, validate_by_alias=True)


class Direction(StrEnum):
    """Where a figure should go; for an effect, where it is expected to go."""

    UP = "omhoog"
    DOWN = "omlaag"
    NEUTRAL = "neutraal"


class IndicatorKind(StrEnum):
    """What a figure measures: the state of affairs, what was done, or what it cost."""

    EFFECT = "effect"
    OUTPUT = "prestatie"
    INPUT = "middelen"


class NormKind(StrEnum):
    """Reach a level by a year, stay at or beyond it, stay between two bounds, or do no worse than others."""

    REACH = "bereiken"
    KEEP = "behouden"
    BAND = "bandbreedte"
    RELATIVE = "vergelijking"


class BreakKind(StrEnum):
    """`special`: shown only. `definition`: the series starts anew in that year."""

    SPECIAL = "bijzonder"
    DEFINITION = "definitie"


class YearsIn(StrEnum):
    """Where a wide file has its years, instead of in a column of their own."""

    COLUMNS = "kolommen"


class Phase(StrEnum):
    """How far an intervention is."""

    EXPLORE = "verkennen"
    PILOT = "pilot"
    SCALE_UP = "opschalen"
    EMBEDDED = "geborgd"
    STOPPED = "gestopt"


class Decision(StrEnum):
    """What was decided at a checkpoint."""

    CONTINUE = "doorgaan"
    ADJUST = "bijstellen"
    SCALE_UP = "opschalen"
    STOP = "stoppen"


class BudgetPer(StrEnum):
    """The time a budget is for."""

    YEAR = "jaar"
    ONCE = "eenmalig"


class Span(NamedTuple):
    """First and last year of a period of reference, both included."""

    first: int
    last: int


def _span(value: Any) -> Any:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch(SPAN_PATTERN, text):
        raise PydanticCustomError("period", "period expected")
    return [int(text[:4]), int(text[5:] if "-" in text else text[:4])]


def _span_text(span: Span) -> str:
    """As it can be read again."""
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def _year(value: Any) -> Any:
    first, last = _span(value)
    if first != last:
        raise PydanticCustomError("single_period", "one period expected")
    return first


def _iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:  # stricter than pydantic, which also reads a number of seconds, or a moment at midnight
        return date.fromisoformat(value if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else "")
    except (TypeError, ValueError):
        raise PydanticCustomError("date", "date expected") from None


def _code(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _yes_or_no(value: Any) -> Any:
    """`ja` and `nee`, which the loader leaves as text, beside true and false."""
    known = {"ja": True, "nee": False}.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(known, bool):
        raise PydanticCustomError("yes_or_no", "ja or nee expected")
    return known


_PERIOD_SCHEMA = WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": SPAN_PATTERN}]})
_PeriodSpan = Annotated[Span, BeforeValidator(_span), PlainSerializer(_span_text, return_type=str), _PERIOD_SCHEMA]
_Period = Annotated[int, BeforeValidator(_year), _PERIOD_SCHEMA]
_Date = Annotated[date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]
_TargetYear = Annotated[int, Field(ge=1990, le=2100)]
_Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Text = Annotated[str, Field(min_length=1)]
_Municipality = Annotated[str, Field(pattern=r"^GM\d{4}$")]
TABLE_ID = r"^[A-Za-z0-9]{1,20}$"
_TableId = Annotated[str, Field(pattern=TABLE_ID)]
_Label = Annotated[str, BeforeValidator(_code), Field(min_length=1), WithJsonSchema({"type": ["string", "integer"]})]
"""A name that people also give to a year: a column or a sheet called 2022."""
_Codes = dict[str, Annotated[str, BeforeValidator(_code), WithJsonSchema({"type": ["string", "integer"]})]]


class Term(Model):
    """The years the agenda runs."""

    first: _TargetYear = Field(alias="van")
    last: _TargetYear = Field(alias="tot")


class Partner(Model):
    """Who shares in the agenda."""

    id: _Id
    name: _Text = Field(alias="naam")


class MarginCodes(Model):
    """Codes of the 95 % bounds in the dimension `Marges` of the same table."""

    lower: _Text = Field(alias="onder")
    upper: _Text = Field(alias="boven")


class _Compared(Model):
    """What is known of the figures of a source when they are compared with those of other municipalities."""

    margin: float | None = Field(
        None,
        alias="marge",
        gt=0,
        description="hoeveel een cijfer naar boven en beneden kan afwijken (95%), in zijn eenheid; als de bron dat niet zegt",
    )
    years_together: int = Field(
        1, alias="jaren_samen", ge=1, le=5, description="hoeveel jaarcijfers we samen vergelijken, als gemiddelde; gewoonlijk 1"
    )


class TableSource(_Compared):
    """A table in one of the CBS catalogues."""

    catalogue: _Text = Field(alias="catalogus", description="opendata.cbs.nl of dataderden.cbs.nl")
    table: _TableId = Field(alias="tabel")
    holder: _Text = Field(alias="houder")
    licence: _Text = Field(alias="licentie")
    period: PeriodKind = Field(
        PeriodKind.YEAR,
        alias="periode",
        description="welke perioden van de tabel de jaarcijfers zijn: een maand, een kwartaal, het gemiddelde van het jaar, ...",
    )
    year: _TargetYear | None = Field(
        None, alias="jaar", description="alleen voor een tabel zonder perioden: het jaar van de cijfers"
    )
    region_dimension: str | None = Field(None, alias="gebied", description="alleen nodig als de tabel het niet zelf zegt")
    filters: _Codes = Field({}, alias="filter")
    margins: MarginCodes | None = Field(None, alias="marges")


class FileSource(_Compared):
    """A CSV or Excel file next to the agenda, one row per municipality and period, or per municipality with years as columns."""

    file: _Text = Field(alias="bestand", description="naam van het CSV- of Excelbestand, vanaf de map van de agenda")
    sheet: _Label | None = Field(None, alias="blad", description="naam van het blad in Excel; zonder dit: het eerste blad")
    header_row: int | None = Field(
        None, alias="kop", ge=1, le=1000, description="regel met de namen van de kolommen; zonder dit: de eerste regel"
    )
    region_column: _Label = Field(alias="gebied", description="kolom met de gemeente: een code (GM0479) of een naam (Zaanstad)")
    period_column: _Label | None = Field(None, alias="periode", description="kolom met het jaar of de periode")
    year: _TargetYear | None = Field(None, alias="jaar", description="in plaats van periode: het hele bestand gaat over dit jaar")
    years_in: YearsIn | None = Field(
        None, alias="jaren", description="in plaats van periode: elk jaar heeft een eigen kolom, zoals '2022' of 'klanten 2022'"
    )
    status_column: _Label | None = Field(
        None, alias="status", description="kolom met voorlopig (*), nader voorlopig (**) of definitief"
    )
    holder: _Text = Field(alias="houder")
    licence: _Text = Field(alias="licentie")


def _source_kind(value: Any) -> str:
    is_file = isinstance(value, FileSource) or (isinstance(value, dict) and ("bestand" in value or "file" in value))
    return "file" if is_file else "table"


Source = Annotated[Annotated[TableSource, Tag("table")] | Annotated[FileSource, Tag("file")], Discriminator(_source_kind)]


class Measure(Model):
    """One column of one source: a topic of a table (`onderwerp`) or a column of a file (`kolom`)."""

    source: _Text = Field(alias="bron", description="een naam uit 'bronnen'")
    topic: str | None = Field(None, alias="onderwerp", description="naam zonder volgnummer, bijvoorbeeld TotaleBevolking")
    column: _Label | None = Field(
        None, alias="kolom", description="kolom van het bestand; bij 'jaren: kolommen' wat er in de kop naast het jaar staat"
    )
    filters: _Codes = Field({}, alias="filter")
    topic_group: str | None = Field(None, alias="groep", description="titel van de groep, als het onderwerp vaker voorkomt")
    topic_unit: str | None = Field(None, alias="eenheid", description="eenheid, als het onderwerp vaker voorkomt")


class Ratio(Model):
    """A derived indicator: numerator ÷ denominator × multiplier."""

    numerator: Measure = Field(alias="teller")
    denominator: Measure = Field(alias="noemer")
    multiplier: float = Field(alias="maal", gt=0, description="100 voor procenten, 1000 voor per 1.000 inwoners")


def _quantity_kind(value: Any) -> str:
    is_ratio = isinstance(value, Ratio) or (isinstance(value, dict) and not value.keys().isdisjoint({"teller", "noemer", "maal"}))
    return "ratio" if is_ratio else "measure"


Quantity = Annotated[Annotated[Measure, Tag("measure")] | Annotated[Ratio, Tag("ratio")], Discriminator(_quantity_kind)]

_HasBreak = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema({"enum": ["ja", "nee", True, False], "default": "ja"}),
    Field(alias="breuk", description="nee: de reeks loopt door in wat ervoor in de plaats kwam; anders begint zij opnieuw"),
]


class PastMeasure(Measure):
    """A measure that was replaced: it speaks for years in which nothing newer in the chain does."""

    has_break: _HasBreak = True


class PastRatio(Ratio):
    """A derived figure that was replaced; as PastMeasure."""

    has_break: _HasBreak = True


Predecessor = Annotated[
    Annotated[PastMeasure, Tag("past measure")] | Annotated[PastRatio, Tag("past ratio")],
    Discriminator(lambda value: f"past {_quantity_kind(value)}"),
]
_Predecessors = Annotated[
    tuple[Predecessor, ...],
    Field(alias="voorgangers", description="wat deze bron verving, het nieuwste eerst; telt voor jaren die de bron niet heeft"),
]


class ChainedMeasure(Measure):
    """The measure of an indicator, with what it replaced, newest first."""

    predecessors: _Predecessors = ()


class ChainedRatio(Ratio):
    """The ratio of an indicator, with what it replaced, newest first."""

    predecessors: _Predecessors = ()


ChainedQuantity = Annotated[
    Annotated[ChainedMeasure, Tag("chained measure")] | Annotated[ChainedRatio, Tag("chained ratio")],
    Discriminator(lambda value: f"chained {_quantity_kind(value)}"),
]


class Feature(Model):
    """A structural feature on which comparable municipalities are chosen; never an indicator of the agenda."""

    id: _Id
    name: _Text = Field(alias="naam", description="zoals het in de zin 'gekozen op ...' staat")
    quantity: Quantity = Field(alias="bron")
    is_log_scaled: bool = Field(False, alias="logaritme", description="true voor aantallen die ver uiteenlopen")


class ComparisonGroup(Model):
    """How comparable municipalities are chosen: how many and on which features, or exactly which."""

    size: int = Field(20, alias="aantal", ge=5, le=100)
    municipalities: tuple[_Municipality, ...] = Field((), alias="gemeenten")
    features: tuple[Feature, ...] = Field((), alias="kenmerken")


class Contact(Model):
    """Where readers can ask about the databoek or report a mistake; a part that is absent is not shown."""

    name: _Text = Field(alias="naam", description="een persoon, team of afdeling")
    email: str | None = Field(None, alias="e-mail", pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    phone: _Text | None = Field(None, alias="telefoon")


class OpenLicence(StrEnum):
    """Under which a municipality gives away what is its own: all may use it, with its name beside it or without."""

    CC0 = "CC0 1.0"
    CC_BY = "CC BY 4.0"


class FrontDoor(StrEnum):
    """What stands at the address of the databook itself."""

    DASHBOARD = "dashboard"
    READING = "lezen"


class AgendaInfo(Model):
    """What the agenda is and whose."""

    title: _Text = Field(alias="titel")
    municipality: _Municipality = Field(alias="gemeente", description="CBS-code, bijvoorbeeld GM0479")
    term: Term = Field(alias="looptijd")
    is_example: bool = Field(alias="voorbeeld", description="true: elke pagina zegt dat normen en interventies verzonnen zijn")
    council_meetings: tuple[_Date, ...] = Field((), alias="raadsvergaderingen")
    division: str | None = Field(None, alias="gebiedsindeling", description="CSV met per gemeente de naam en de provincie")
    comparison: ComparisonGroup = Field(ComparisonGroup(), alias="vergelijken")
    contact: Contact | None = Field(None, alias="contact", description="wie vragen over het databoek beantwoordt")
    licence: OpenLicence | None = Field(
        None, alias="licentie", description="waaronder iedereen de agenda en de antwoorden mag gebruiken"
    )
    logo: _Text | None = Field(
        None, description="een klein plaatje (svg, png, jpg of webp) in de map van de agenda, voor in de balk"
    )
    accessibility_statement: str | None = Field(
        None,
        alias="toegankelijkheidsverklaring",
        pattern=r"^https?://[^\s/]+\S*$",
        description="de link naar de verklaring van de gemeente",
    )
    front_door: FrontDoor = Field(
        FrontDoor.DASHBOARD, alias="publiek", description="lezen: op het adres van het databoek staat de leesversie"
    )
    embedded_in: tuple[_Text, ...] = Field(
        (), alias="ingesloten_op", description="websites die één cijfer mogen tonen, zoals https://www.zaanstad.nl"
    )


class BaselineSpec(Model):
    """The period to compare with, and the value the council adopted for it, if any."""

    span: _PeriodSpan = Field(alias="periode", description="een jaar, een schooljaar (2018/'19) of een reeks (2017-2019)")
    adopted_value: float | None = Field(None, alias="waarde", description="de vastgestelde waarde, als die er is")


class Adoption(Model):
    """Who set a norm, when, and in which decision."""

    by: tuple[str, ...] = Field(alias="door", min_length=1, description="gemeenteraad, college of id's van partners")
    on: _Date = Field(alias="datum")
    decision: str | None = Field(None, alias="besluit")


class Milestone(Model):
    """An interim value on the way to the norm."""

    year: _TargetYear = Field(alias="jaar")
    value: float = Field(alias="waarde")


class Against(StrEnum):
    """Whom a relative norm looks at: municipalities that it names, or the Netherlands."""

    GROUP = "groep"
    NATION = "Nederland"


class Place(StrEnum):
    """Where among the municipalities of a relative norm its limit lies."""

    MIDDLE = "midden"
    BEST_THIRD = "beste derde"


class Relative(Model):
    """A level that moves with others: theirs of the same year, or so many percent of it worse or better."""

    against: Against = Field(alias="wie", description="groep: de gemeenten die u hier noemt; of Nederland")
    place: Place = Field(Place.MIDDLE, alias="plek", description="van een groep: midden (zonder dit) of beste derde")
    at_most_worse: float | None = Field(
        None, alias="hoogstens_slechter", gt=0, le=100, description="in procenten van het cijfer van de anderen"
    )
    at_least_better: float | None = Field(
        None, alias="minstens_beter", gt=0, le=100, description="in procenten van het cijfer van de anderen"
    )
    municipalities: tuple[_Municipality, ...] = Field(
        (), alias="gemeenten", description="de groep zoals die bij het besluit was; verander haar niet zonder nieuw besluit"
    )


class NormLevel(Model):
    """The level itself; which fields it needs depends on the kind of norm (see rules.py)."""

    value: float | None = Field(None, alias="waarde")
    lower: float | None = Field(None, alias="onder")
    upper: float | None = Field(None, alias="boven")
    year: _TargetYear | None = Field(None, alias="jaar")
    relative: Relative | None = Field(None, alias="ten_opzichte_van", description="alleen bij soort vergelijking")


class PastNorm(NormLevel):
    """A norm that held before, and why it was changed."""

    adoption: Adoption = Field(alias="vastgesteld")
    reason: _Text = Field(alias="reden")


class Norm(NormLevel):
    """The level to reach or keep, by when, and who adopted it."""

    kind: NormKind = Field(
        alias="soort",
        description="bereiken, behouden: met waarde; bandbreedte: met onder en boven; vergelijking: met ten_opzichte_van",
    )
    moment: str | None = Field(None, alias="moment", description="in woorden, als er geen vast jaar is")
    milestones: tuple[Milestone, ...] = Field((), alias="mijlpalen")
    adoption: Adoption | None = Field(None, alias="vastgesteld")
    history: tuple[PastNorm, ...] = Field((), alias="historie")

    @property
    def adopted_year(self) -> int | None:
        """The year from which there is this norm; None when the agenda does not say."""
        return self.adoption.on.year if self.adoption else None


class SeriesBreak(Model):
    """A period from which figures mean something else, or were special."""

    year: _Period = Field(alias="periode")
    reason: _Text = Field(alias="reden")
    kind: BreakKind = Field(alias="soort", description="bijzonder: we tonen het jaar; definitie: de reeks begint opnieuw")


class Commentary(Model):
    """A dated, signed remark with a figure."""

    on: _Date = Field(alias="datum")
    author: _Text = Field(alias="auteur")
    year: _Period = Field(alias="periode")
    text: _Text = Field(alias="tekst")


class Bounds(Model):
    """The lowest and highest value that can exist, in the indicator's unit."""

    lowest: float | None = Field(None, alias="laagst")
    highest: float | None = Field(None, alias="hoogst")


class Indicator(Model):
    """A measured quantity that tells about an ambition."""

    id: _Id
    name: _Text = Field(alias="naam")
    definition: _Text = Field(alias="definitie", description="wat het cijfer precies telt, en van wie")
    rationale: _Text = Field(alias="waarom", description="wat dit cijfer over de ambitie zegt")
    unit: _Text = Field(alias="eenheid")
    decimals: int = Field(alias="decimalen", ge=0, le=4)
    kind: IndicatorKind = Field(alias="soort", description="effect: hoe het gaat; prestatie: wat is gedaan; middelen: geld")
    desired_direction: Direction = Field(alias="gewenste_richting", description="neutraal: alleen een bandbreedte past als norm")
    quantity: ChainedQuantity = Field(alias="bron", description="één cijfer, of teller, noemer en maal")
    baseline: BaselineSpec | None = Field(None, alias="nulmeting", description="waarmee we vergelijken")
    norm: Norm | None = Field(None, alias="norm")
    owner: str | None = Field(None, alias="eigenaar", description="id van een partner")
    caveats: str | None = Field(None, alias="kanttekeningen", description="wat een lezer moet weten voor een conclusie")
    bounds: Bounds | None = Field(
        None, alias="grenzen", description="kleinste en grootste waarde die kan; bij % vanzelf 0 en 100"
    )
    is_current_prices: bool = Field(
        False, alias="lopende_prijzen", description="bedragen zonder correctie voor inflatie: geen verwachting"
    )
    breaks: tuple[SeriesBreak, ...] = Field((), alias="trendbreuken")
    commentaries: tuple[Commentary, ...] = Field((), alias="toelichtingen")

    @property
    def possible_range(self) -> tuple[float | None, float | None]:
        """Lowest and highest possible value in the indicator's unit; None where there is no limit."""
        if self.bounds:
            return self.bounds.lowest, self.bounds.highest
        return (0.0, 100.0) if self.unit == "%" else (None, None)


class Ambition(Model):
    """The state the municipality wants on one theme, and the indicators that tell about it."""

    id: _Id
    theme: _Text = Field(alias="thema")
    ambition: _Text = Field(alias="ambitie")
    explanation: str | None = Field(None, alias="uitleg")
    indicators: tuple[Indicator, ...] = Field(alias="indicatoren")


class Aim(Model):
    """An indicator an intervention wants to move; with direction, size and year it is a hypothesis."""

    indicator: _Text
    direction: Direction | None = Field(None, alias="richting")
    size: float | None = Field(None, alias="effect", gt=0, description="grootte, in de eenheid van de indicator")
    visible_from: _TargetYear | None = Field(None, alias="zichtbaar_vanaf")


class Budget(Model):
    """Money for an intervention, in euros."""

    amount: float = Field(alias="bedrag", ge=0)
    per: BudgetPer


class ProcessFigures(Model):
    """The partner's own, more frequent figures: a column in a file."""

    file: _Text = Field(alias="bestand")
    column: _Label = Field(alias="kolom")
    period_column: _Label = Field("periode", alias="periode")
    sheet: _Label | None = Field(None, alias="blad", description="naam van het blad in Excel; zonder dit: het eerste blad")
    header_row: int | None = Field(
        None, alias="kop", ge=1, le=1000, description="regel met de namen van de kolommen; zonder dit: de eerste regel"
    )


class Checkpoint(Model):
    """A dated look at an intervention; without a decision it is still to come, or overdue."""

    on: _Date = Field(alias="datum")
    decision: Decision | None = Field(None, alias="besluit")
    note: str | None = Field(None, alias="toelichting")
    by: str | None = Field(None, alias="door", description="wie het besluit vastlegde")


class Evaluation(Model):
    """An external study of the intervention."""

    by: _Text = Field(alias="door")
    link: _Text
    step: int = Field(alias="trede", ge=4, le=5)


_StartMonth = Annotated[str, BeforeValidator(_code), Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]


class Frozen(Model):
    """The expectation as it stood at the first checkpoint: it stays, whatever the agenda says later."""

    on: _Date = Field(alias="datum", description="de dag van het eerste toetsmoment met een besluit")
    start: _StartMonth | None = Field(None, description="jaar of jaar-maand")
    aims: tuple[Aim, ...] = Field(alias="indicatoren")


class AdoptersFile(Model):
    """A CSV or Excel file of who does the same since when: a column `gemeente` and a column `start`."""

    file: _Text = Field(alias="bestand", description="naam van het CSV- of Excelbestand, vanaf de map van de agenda")
    sheet: _Label | None = Field(None, alias="blad", description="naam van het blad in Excel; zonder dit: het eerste blad")
    header_row: int | None = Field(
        None, alias="kop", ge=1, le=1000, description="regel met de namen van de kolommen; zonder dit: de eerste regel"
    )


def _adopters_kind(value: Any) -> str:
    if isinstance(value, AdoptersFile) or (isinstance(value, dict) and ("bestand" in value or "file" in value)):
        return "adopters file"
    return "adopters since" if isinstance(value, dict) else "adopters"


Adopters = Annotated[
    Annotated[tuple[_Municipality, ...], Tag("adopters")]
    | Annotated[dict[_Municipality, _StartMonth], Tag("adopters since")]
    | Annotated[AdoptersFile, Tag("adopters file")],
    Discriminator(_adopters_kind),
]


class Intervention(Model):
    """What a partner does to move indicators."""

    id: _Id
    name: _Text = Field(alias="naam")
    partner: _Text = Field(description="id van een partner")
    ambition: str | None = Field(None, alias="ambitie", description="alleen nodig als er geen indicatoren zijn")
    target_group: _Text = Field(alias="doelgroep")
    aims: tuple[Aim, ...] = Field((), alias="indicatoren")
    because: str | None = Field(None, alias="omdat", description="waarom dit zou werken")
    phase: Phase = Field(alias="fase")
    start: _StartMonth | None = Field(None, description="jaar of jaar-maand")
    end: _StartMonth | None = Field(None, alias="einde")
    budget: Budget | None = None
    process: ProcessFigures | None = Field(None, alias="proces")
    checkpoints: tuple[Checkpoint, ...] = Field((), alias="toetsmomenten")
    evaluations: tuple[Evaluation, ...] = Field((), alias="evaluaties")
    frozen: Frozen | None = Field(
        None, alias="vastgelegd", description="de verwachting zoals die bij het eerste toetsmoment gold; verander dit later niet"
    )
    same_elsewhere: Adopters = Field(
        (),
        alias="zelfde_aanpak_in",
        description="gemeenten met dezelfde aanpak, met hun start (GM0363: 2018) of in een bestand: zij worden samen getoetst. "
        "Een lijst met alleen codes: zij tellen alleen niet mee in de vergelijking",
    )


class Agenda(Model):
    """The whole agenda, as written by the municipality."""

    info: AgendaInfo = Field(alias="agenda")
    partners: tuple[Partner, ...]
    sources: dict[str, Source] = Field(alias="bronnen")
    ambitions: tuple[Ambition, ...] = Field(alias="ambities", min_length=1)
    interventions: tuple[Intervention, ...] = Field((), alias="interventies")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the agenda."""
        return tuple(indicator for ambition in self.ambitions for indicator in ambition.indicators)

    def aimed_at(self, indicator_id: str) -> "tuple[Intervention, ...]":
        """The interventions that want to move this indicator."""
        return tuple(each for each in self.interventions if any(aim.indicator == indicator_id for aim in each.aims))

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator with this id; KeyError when there is none."""
        return {indicator.id: indicator for indicator in self.indicators}[indicator_id]
