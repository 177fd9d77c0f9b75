"""What the large charts show, in words: for who cannot see them, and as key to their marks; plain values in, Dutch text out."""

from collections.abc import Mapping

from dashboard.book.databook import Row
from dashboard.book.judged import Peers
from dashboard.indicator.group_chart import GroupPicture
from dashboard.indicator.trend.picture import TrendPicture, value_axis
from dashboard.look.notation import exact, listing, norm_text, number, point_period, span
from indicators.agenda.model import Indicator


def trend_alt(row: Row, municipality: str, picture: TrendPicture | None = None) -> str:
    """The large picture as a reader would describe it; the picture tells what surrounds the own figures."""
    indicator, points = row.indicator, row.series.points
    first, last = points[0], points[-1]
    high, low = max(points, key=lambda point: point.value), min(points, key=lambda point: point.value)
    status = ", een voorlopig cijfer" if last.is_provisional else ""
    text = [f"Lijngrafiek: {indicator.name} in {municipality}, {first.year} tot en met {last.year}, {indicator.unit}."]
    text.append(f"Van {number(first.value, indicator.decimals)} naar {number(last.value, indicator.decimals)}{status}.")
    text.append(
        f"Hoogste: {number(high.value, indicator.decimals)} in {point_period(high).rstrip('*')};"
        f" laagste: {number(low.value, indicator.decimals)} in {point_period(low).rstrip('*')}."
    )
    if row.baseline.value is not None and indicator.baseline:
        text.append(f"Nulmeting: {number(row.baseline.value, indicator.decimals)} ({span(indicator.baseline.span)}).")
    if indicator.norm:
        text.append(f"Norm: {norm_text(indicator.norm, indicator.desired_direction, indicator.unit)}.")
    return " ".join([*text, *(_context_alt(picture) if picture else [])])


def trend_key(picture: TrendPicture) -> str:
    """Which mark means what; only marks that are in the picture."""
    words = []
    if any(point.is_provisional for point in picture.series.points):
        words.append("Open rondje: voorlopig cijfer.")
    if any(point.lower is not None for point in picture.series.points):
        words.append("Streepje door een rondje: marge van 95%.")
    if picture.baseline:
        words.append("Vierkant: nulmeting.")
    words.append("Ruit: norm." if picture.norm else "Voor dit cijfer is geen norm vastgesteld.")
    if picture.levels:
        words.append("Streepjeslijn: de norm.")
    if len(picture.path) > 1:
        words.append("Streepjeslijn: gepland pad naar de norm.")
    if len(picture.path) > 2:  # noqa: PLR2004  more than its two ends
        words.append("Kleine ruit: mijlpaal.")
    words += _context_key(picture)
    low, _ = value_axis(*picture.value_range)
    if low > 0:
        words.append("De as begint niet bij nul.")
    return " ".join(words)


def group_alt(picture: GroupPicture, indicator: Indicator) -> str:
    """The dots of the comparable municipalities as a reader would describe them."""
    values = [value for _, value in picture.others]
    low, middle, high = (number(value, picture.decimals) for value in (min(values), picture.median, max(values)))
    return (
        f"Stippen op een lijn: {indicator.name} in {picture.year} in {len(values)} vergelijkbare gemeenten, {indicator.unit}."
        f" Van {low} tot {high}, midden {middle}; {picture.name} {number(picture.own, picture.decimals)}."
    )


def chosen_on(peers: Peers, names: Mapping[str, str]) -> str:
    """How the comparable municipalities were chosen, and which they are."""
    listed = listing(sorted(names.get(code, code) for code in peers.codes))
    if not peers.codes:
        return "Er zijn geen vergelijkbare gemeenten gekozen."
    if peers.is_fixed:
        return f"De lijst staat in de agenda: {listed}."
    used = listing([f"{feature.name} ({feature.year})" for feature in peers.features if feature.year is not None])
    return f"Gekozen op {used}: {listed}."


def _context_alt(picture: TrendPicture) -> list[str]:
    """Changes of the norm, the group, the Netherlands and the expectation, as far as they are in the picture."""
    text = [
        f"De norm ging op {each.when} van {exact(each.before)} naar {exact(each.value)}, door {listing(list(each.who))}."
        for each in picture.norm_changes
    ]
    if picture.group_shown:
        newest = picture.group_shown[-1]
        low, middle, high = (number(v, picture.decimals) for v in (newest.middle_low, newest.median, newest.middle_high))
        text.append(f"Vergelijkbare gemeenten in {newest.year}: midden {middle}, middelste helft {low} tot {high}.")
    if last := picture.national_shown.last:
        text.append(f"Nederland in {last.year}: {number(last.value, picture.decimals)}.")
    text += [f"Start van {start.name}: {start.when}." for start in picture.starts_shown]
    if picture.outlook:
        last_step = picture.outlook[-1]
        low, middle, high = (number(v, picture.decimals) for v in (last_step.lower, last_step.centre, last_step.upper))
        text.append(f"Verwachting voor {last_step.year}: {middle}, met een band van 80% van {low} tot {high}.")
    return text


def _context_key(picture: TrendPicture) -> list[str]:
    words = ["Trapje: de norm zoals die gold."] if picture.norm_steps else []
    words += [
        f"Gewijzigd van {exact(each.before)} naar {exact(each.value)} op {each.when} door {listing(list(each.who))}."
        for each in picture.norm_changes
    ]
    words += ["Staande streep: start van een interventie."] if picture.starts_shown else []
    if picture.group_shown:
        words.append("Grijsgroene band: de middelste helft van vergelijkbare gemeenten; de lijn erin is het midden.")
    if picture.national_shown.points:
        words.append("Stippellijn: Nederland.")
    if picture.outlook:
        words.append("Gearceerde band: de verwachting als het zo doorgaat; het cijfer valt er in 4 van de 5 gevallen in.")
    return words
