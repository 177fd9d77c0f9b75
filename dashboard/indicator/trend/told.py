"""What the large chart shows, in words: for who cannot see it, and as key to its marks; plain values in, Dutch text out."""

from collections.abc import Collection

from dashboard.indicator.trend.contract import Layer
from dashboard.indicator.trend.picture import TrendPicture


def trend_alt(picture: TrendPicture) -> str:
    """The picture as a reader would describe it."""
    return " ".join(sentence for layer in picture.layers for sentence in layer.alt())


def trend_key(picture: TrendPicture) -> str:
    """Which mark means what; only marks that are in the picture."""
    words = [sentence for layer in picture.layers for sentence in layer.key()]
    low, _ = picture.frame.values
    return " ".join([*words, *(["De as begint niet bij nul."] if low > 0 else [])])


def trend_signs(picture: TrendPicture, hidden: Collection[Layer] = ()) -> list[tuple[str, str, str]]:
    """A sign and a word or two for each mark, and `breed` when only a wide screen has it; the full key says more."""
    layers = [(layer, layer.switch is not None and layer.switch.word in hidden) for layer in picture.layers]
    return [(*sign, "breed" if is_wide else "") for layer, is_wide in layers for sign in layer.signs()]
