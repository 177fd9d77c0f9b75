"""How wide words in a chart are; the widths were measured in a browser, in the font of the pages. It draws nothing."""

SIZE = 13
"""Pixels of a letter's height in the charts."""
BOLD = 1.07
WIDEST = 0.86
_HUNDREDTHS = {
    20: " ",
    26: "!'’‘()*,.:;-/Iil|j",
    36: "frt",
    42: "z",
    47: "ksvxycJ",
    50: "0123456789+–−≤≥eégaáEFLST",
    56: "bdhnopquöüPBRYVXZëï",
    62: "ACDGHKNU",
    67: "OQ&",
    83: "mMWw%",
}
_WIDTHS = {letter: hundredths / 100 for hundredths, letters in _HUNDREDTHS.items() for letter in letters}


def width_of(words: str, *, is_bold: bool = False, size: int = SIZE) -> float:
    """Pixels, rather too many than too few; a letter nobody measured counts as the widest."""
    return sum(_WIDTHS.get(letter, WIDEST) for letter in words) * size * (BOLD if is_bold else 1.0) + 1
