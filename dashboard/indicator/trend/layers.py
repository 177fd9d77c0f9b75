"""The layers of the large chart, all of them, and which a reader wants to see, as text in the address.

A new layer is a file of its own and a line here.
"""

from collections.abc import Collection

from dashboard.indicator.trend.breaks import Breaks
from dashboard.indicator.trend.contract import Layer, TrendLayer
from dashboard.indicator.trend.group import Group
from dashboard.indicator.trend.nation import Nation
from dashboard.indicator.trend.norm import CurrentNorm
from dashboard.indicator.trend.outlook import Outlook
from dashboard.indicator.trend.own import Own
from dashboard.indicator.trend.past_norms import PastNorms
from dashboard.indicator.trend.starts import Starts

LAYERS: tuple[type[TrendLayer], ...] = (Own, CurrentNorm, PastNorms, Starts, Group, Nation, Outlook, Breaks)
"""In the order in which they are told."""
_SWITCHES = sorted({each.switch for each in LAYERS if each.switch}, key=lambda switch: switch.place)
SWITCHED: tuple[Layer, ...] = tuple(switch.word for switch in _SWITCHES)
"""What a reader can leave out, in the order of the buttons."""
ONLY_WIDE: tuple[Layer, ...] = (Group.switch.word,) if Group.switch else ()
"""What a small screen starts without."""
NO_LAYERS = "geen"
"""What the address says when none is wanted."""


def read_layers(text: str | None) -> tuple[Layer, ...]:
    """`norm,groep` as layers in their own order; nothing in the address is everything; unknown words are passed by."""
    if text is None:
        return SWITCHED
    words = text.split(",")
    return tuple(switch.word for switch in _SWITCHES if switch.address in words)


def write_layers(chosen: Collection[Layer], usual: Collection[Layer]) -> str | None:
    """The text for the address; None for what the view starts with, so that the usual view has a clean address."""
    if set(chosen) == set(usual):
        return None
    return ",".join(switch.address for switch in _SWITCHES if switch.word in chosen) or NO_LAYERS
