"""Rules about where figures come from: a table or a file, and what may be asked of each."""

from collections.abc import Iterator

from indicators.agenda.model import Agenda, FileSource, TableSource
from indicators.agenda.periods import PeriodKind
from indicators.agenda.places import measures_at
from indicators.agenda.problems import Finding, enumerate_nl, near_miss

CATALOGUES = ("opendata.cbs.nl", "dataderden.cbs.nl")
MARGINS = "Marges"
"""The dimension in which CBS publishes a value and its 95 % bounds beside each other."""


def catalogue_is_known(agenda: Agenda) -> Iterator[Finding]:
    """CBS has two catalogues."""
    for name, source in agenda.sources.items():
        if isinstance(source, TableSource) and source.catalogue not in CATALOGUES:
            meant = near_miss(source.catalogue, CATALOGUES)
            remedy = f"bedoelt u '{meant}'?" if meant else f"kies {enumerate_nl(CATALOGUES)}."
            yield Finding(("bronnen", name, "catalogus"), f"catalogus '{source.catalogue}' bestaat niet", remedy)


def file_has_one_year_or_column(agenda: Agenda) -> Iterator[Finding]:
    """A file has a column with the period, or a column for each year, or is about one year as a whole."""
    for name, source in agenda.sources.items():
        if isinstance(source, FileSource):
            path = ("bronnen", name)
            given = {"periode": source.period_column, "jaar": source.year, "jaren": source.years_in}
            ways = [key for key, value in given.items() if value is not None]
            if not ways:
                remedy = (
                    "noem de kolom met het jaar (periode: jaar), het jaar van het hele bestand (jaar: 2024),"
                    " of schrijf jaren: kolommen als elk jaar een eigen kolom heeft."
                )
                yield Finding((*path, "periode"), "'periode', 'jaar' of 'jaren' ontbreekt", remedy)
            if len(ways) > 1:
                both = enumerate_nl([f"'{way}'" for way in ways], "en")
                yield Finding((*path, ways[-1]), f"{both} staan er allebei", "haal er één weg.")


def table_has_periods_or_a_year(agenda: Agenda) -> Iterator[Finding]:
    """`jaar` is for a table without periods, so there is no kind of period to choose beside it."""
    for name, source in agenda.sources.items():
        if isinstance(source, TableSource) and source.year is not None and source.period is not PeriodKind.YEAR:
            text = f"'jaar' is voor een tabel zonder perioden, maar periode is '{source.period}'"
            yield Finding(("bronnen", name, "jaar"), text, "haal er één weg.")


def table_is_of_one_year(agenda: Agenda) -> Iterator[Finding]:
    """A table without periods holds the figures of one year, whoever asks for them."""
    first: dict[tuple[str, str], str] = {}
    for name, source in agenda.sources.items():
        if isinstance(source, TableSource):
            other = first.setdefault((source.catalogue, source.table), name)
            if agenda.sources[other].year != source.year:
                text = f"jaar is niet dat van bron '{other}', die dezelfde tabel leest"
                yield Finding(("bronnen", name, "jaar"), text, "zet bij beide hetzelfde jaar.", also=("bronnen", other, "jaar"))


def means_have_no_margins(agenda: Agenda) -> Iterator[Finding]:
    """The mean of four lower bounds is not the lower bound of the mean."""
    for name, source in agenda.sources.items():
        if isinstance(source, TableSource) and source.margins and source.period.is_mean:
            text = (
                f"'marges' past niet bij periode '{source.period}': een gemiddelde van grenzen is geen grens van het gemiddelde"
            )
            yield Finding(("bronnen", name, "marges"), text, "haal marges weg, of kies één periode van het jaar.")


def margins_are_reachable(agenda: Agenda) -> Iterator[Finding]:
    """Bounds come from the dimension `Marges`, so the source says which of its codes is the value itself."""
    for name, source in agenda.sources.items():
        if isinstance(source, TableSource) and source.margins and MARGINS not in source.filters:
            remedy = "voeg aan 'filter' de code van de waarde toe, bijvoorbeeld {Marges: MW00000}."
            yield Finding(("bronnen", name, "marges"), "bij 'marges' hoort een filter op Marges", remedy)


def margin_is_given_once(agenda: Agenda) -> Iterator[Finding]:
    """Bounds of the source itself differ by municipality and year; one margin for all of them would contradict them."""
    for name, source in agenda.sources.items():
        if isinstance(source, TableSource) and source.margins and source.margin is not None:
            text = "'marges' en 'marge' staan er allebei"
            yield Finding(("bronnen", name, "marge"), text, "haal 'marge' weg: de tabel geeft zelf grenzen.")


def measure_fits_its_source(agenda: Agenda) -> Iterator[Finding]:
    """Exactly a topic of a table, or exactly a column of a file."""
    for path, measure, source in measures_at(agenda):
        if source is None:
            continue
        is_file = isinstance(source, FileSource)
        what, needed, other = ("bestand", "kolom", "onderwerp") if is_file else ("tabel", "onderwerp", "kolom")
        given = {"kolom": measure.column, "onderwerp": measure.topic, "groep": measure.topic_group, "eenheid": measure.topic_unit}
        if not given[needed]:
            remedy = f"noem met '{needed}: ...' welk cijfer u wilt."
            yield Finding((*path, needed), f"bron '{measure.source}' is een {what}, maar '{needed}' ontbreekt", remedy)
        for key in (other, "groep", "eenheid") if is_file else (other,):
            if given[key] is not None:
                yield Finding((*path, key), f"bron '{measure.source}' is een {what}; '{key}' kan daar niet bij", "haal dit weg.")


def filters_are_for_tables(agenda: Agenda) -> Iterator[Finding]:
    """A file has one row for each municipality and period, so there is nothing to filter."""
    for path, measure, source in measures_at(agenda):
        if isinstance(source, FileSource) and measure.filters:
            text = f"bron '{measure.source}' is een bestand; 'filter' kan daar niet bij"
            yield Finding((*path, "filter"), text, "haal het filter weg, of zet de gekozen cijfers in een eigen kolom.")


def comparison_is_chosen_one_way(agenda: Agenda) -> Iterator[Finding]:
    """A fixed list or features, not both; and never the municipality itself."""
    comparison, path = agenda.info.comparison, ("agenda", "vergelijken")
    if comparison.municipalities and comparison.features:
        remedy = "kies: een vaste lijst of kenmerken."
        yield Finding((*path, "gemeenten"), "'gemeenten' en 'kenmerken' staan er allebei", remedy)
    for at, code in enumerate(comparison.municipalities):
        if code == agenda.info.municipality:
            yield Finding((*path, "gemeenten", at), f"{code} is de eigen gemeente", "haal deze code uit de lijst.")
        elif code in comparison.municipalities[:at]:
            yield Finding((*path, "gemeenten", at), f"{code} staat er twee keer", "haal er één weg.")
