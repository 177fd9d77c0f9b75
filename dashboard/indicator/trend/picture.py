"""What the large chart shows of one indicator: its layers, and how far they reach; no drawing and no judgement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from dashboard.book.databook import Row
from dashboard.charts.frame import Frame
from dashboard.indicator.trend.contract import Given, Layer, TrendLayer
from dashboard.indicator.trend.layers import LAYERS, SWITCHED
from indicators.agenda.model import Intervention


@dataclass(frozen=True, kw_only=True)
class TrendPicture:
    """The layers, in the order in which they are told, and the frame they are in."""

    layers: tuple[TrendLayer, ...]
    frame: Frame

    @classmethod
    def of(cls, layers: Iterable[TrendLayer]) -> Self:
        """As wide as the layers ask for; what widens nothing is cut off there. ValueError when nothing asks for a year."""
        gathered = tuple(layers)
        years = [year for layer in gathered for year in layer.years()]
        if not years:
            raise ValueError("no figures to draw")
        shown = tuple(layer.within(min(years), max(years)) for layer in gathered)
        values = [value for layer in shown for value in layer.values()]
        frame = Frame(first_year=min(years), last_year=max(years), low=min(values), high=max(values))
        return cls(layers=shown, frame=frame)


def trend_picture(
    row: Row,
    municipality: str,
    *,
    interventions: Sequence[Intervention] = (),
    names: Mapping[str, str] | None = None,
    shown: Collection[Layer] = SWITCHED,
) -> TrendPicture:
    """The picture of an indicator, as far as shown; ValueError when it has no figure: say so in words instead.

    interventions: that aim at it; names: of partners by their id, for who adopted a norm.
    """
    if not row.series.points:
        raise ValueError(f"{row.indicator.id}: no figures to draw")
    given = Given(row=row, municipality=municipality, interventions=interventions, names=names or {})
    gathered = [each.gather(given) for each in LAYERS]
    return TrendPicture.of(
        layer if layer.switch is None or layer.switch.word in shown else layer.switched_off() for layer in gathered
    )


def offered_layers(picture: TrendPicture) -> tuple[Layer, ...]:
    """The layers that a picture with everything in it really has, in the order of the buttons."""
    there = {layer.switch.word for layer in picture.layers if layer.switch and layer.is_there}
    return tuple(word for word in SWITCHED if word in there)
