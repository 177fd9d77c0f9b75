"""Which layers of the large chart a reader wants to see, as text in the address; all of them unless said otherwise."""

from collections.abc import Collection
from enum import StrEnum


class Layer(StrEnum):
    """The parts a reader can leave out, in the words of the screen."""

    NORM = "norm en pad"
    GROUP = "vergelijkbare gemeenten"
    OUTLOOK = "verwachting"
    NATION = "Nederland"
    INTERVENTIONS = "interventies"


_KEYS = {
    Layer.NORM: "norm",
    Layer.GROUP: "groep",
    Layer.OUTLOOK: "verwachting",
    Layer.NATION: "nederland",
    Layer.INTERVENTIONS: "interventies",
}
_NONE = "geen"


def read_layers(text: str | None) -> tuple[Layer, ...]:
    """`norm,groep` as layers in their own order; nothing in the address is everything; unknown words are passed by."""
    if text is None:
        return tuple(Layer)
    words = text.split(",")
    return tuple(layer for layer, key in _KEYS.items() if key in words)


def write_layers(chosen: Collection[Layer], offered: Collection[Layer]) -> str | None:
    """The text for the address; None when all that is offered is chosen, so that the usual view has a clean address."""
    if set(offered) <= set(chosen):
        return None
    return ",".join(key for layer, key in _KEYS.items() if layer in chosen) or _NONE
