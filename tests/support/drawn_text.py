"""The words in a chart as they are drawn, each with its contrast against what lies behind it; it knows no chart of ours.

The chart is drawn by Vega itself, so that defaults, scales, axes, legends and titles are as a reader sees them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from xml.etree import ElementTree

import vl_convert
from PIL import ImageColor

Colour = tuple[float, float, float]
Place = tuple[float, float]
Shape = tuple[Place, ...]
WHITE: Colour = (255.0, 255.0, 255.0)
LETTER = 0.5
"""Width of a letter as a share of its height; about what Source Sans has."""
WIDE_LINE = 8.0
"""Pixels: from here a line is a ground that words can lie on."""


class Words(NamedTuple):
    """Text in a chart: its colour and the worst ground under it as 0-255 channels, the contrast between them, and its box."""

    text: str
    colour: Colour
    ground: Colour
    contrast: float
    box: tuple[float, float, float, float]
    """Left, right, top and bottom, in pixels."""


class _Ground(NamedTuple):
    shape: Shape
    colour: Colour
    share: float


def words_in(spec: dict[str, Any], width: int) -> list[Words]:
    """All text of a Vega-Lite chart on a white card, drawn this many pixels wide when it takes the width it is given."""
    fixed = spec | ({"width": width} if spec.get("width") == "container" else {})
    drawing = ElementTree.fromstring(vl_convert.vegalite_to_svg(fixed, allowed_base_urls=[]))
    found, grounds, halos = [], [], set()
    for part, origin, share in _parts(drawing, (0.0, 0.0), 1.0):
        kind = part.tag.rsplit("}", 1)[-1]
        if share == 0.0:
            continue  # labels that would overlap are there, but not seen
        if kind == "text" and (text := "".join(part.itertext()).strip()):
            if ImageColor.getrgb(part.get("stroke", "black")) == WHITE:
                halos.add((text, origin))
            behind = [] if (text, origin) in halos else grounds
            found.append(_judge(part, text, _box(part, text, origin), behind, share))
        else:
            grounds += _grounds(part, kind, origin, share)
    return found


def dots_in(spec: dict[str, Any], width: int) -> list[Place]:
    """Where the round marks of figures stand."""
    fixed = spec | ({"width": width} if spec.get("width") == "container" else {})
    drawing = ElementTree.fromstring(vl_convert.vegalite_to_svg(fixed, allowed_base_urls=[]))
    parts = _parts(drawing, (0.0, 0.0), 1.0)
    return [
        origin for part, origin, _ in parts if part.tag.endswith("path") and part.get("transform") and "A" in part.get("d", "")
    ]


def lines_in(spec: dict[str, Any], width: int) -> list[Shape]:
    """The corners of every line through figures."""
    fixed = spec | ({"width": width} if spec.get("width") == "container" else {})
    drawing = ElementTree.fromstring(vl_convert.vegalite_to_svg(fixed, allowed_base_urls=[]))
    drawn = [(part, origin) for part, origin, _ in _parts(drawing, (0.0, 0.0), 1.0) if part.tag.endswith("path")]
    lines = [(part, origin) for part, origin in drawn if part.get("stroke") and "fill" not in part.attrib]
    return [_corners(part.get("d", ""), origin) for part, origin in lines if not part.get("transform")]


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """WCAG's relative luminance, 0 to 1, of red, green and blue of 0 to 255 (ImageColor.getrgb reads them from `#1C2731`)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (each / 255 for each in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(part: ElementTree.Element, origin: Place, share: float) -> Iterator[tuple[ElementTree.Element, Place, float]]:
    """Everything drawn, in the order of drawing, with where it starts and how opaque it is."""
    moved = re.match(r"translate\(([-\d.e]+),([-\d.e]+)\)", part.get("transform", ""))
    if moved:
        origin = (origin[0] + float(moved[1]), origin[1] + float(moved[2]))
    share *= float(part.get("opacity", 1))
    yield part, origin, share
    for child in part if not part.tag.endswith("text") else ():
        yield from _parts(child, origin, share)


def _judge(part: ElementTree.Element, text: str, box: Shape, grounds: Sequence[_Ground], share: float) -> Words:
    own = _rgb(part.get("fill", "black"))
    share *= float(part.get("fill-opacity", 1))
    seen = []
    for place in box:
        behind = WHITE
        for ground in grounds:
            if _holds(ground.shape, place):
                behind = _over(ground.colour, behind, ground.share)
        seen.append(behind)
    worst = min(seen, key=lambda behind: contrast(_over(own, behind, share), behind))
    colour = _over(own, worst, share)
    across, down = zip(*box, strict=True)
    return Words(text, colour, worst, contrast(colour, worst), (min(across), max(across), min(down), max(down)))


def _box(part: ElementTree.Element, text: str, origin: Place) -> Shape:
    """Places all over the words."""
    size = float(part.get("font-size", "11px").removesuffix("px"))
    wide = len(text) * size * LETTER
    left = origin[0] - wide * {"middle": 0.5, "end": 1.0}.get(part.get("text-anchor", "start"), 0.0)
    return tuple((left + wide * step / 12, origin[1] - size * up) for step in range(13) for up in (0.7, 0.35, 0.0))


def _grounds(part: ElementTree.Element, kind: str, origin: Place, share: float) -> list[_Ground]:
    """A band or bar, or a wide line; not a mark of a figure (it is moved to its place), whose room is tested elsewhere."""
    fill, stroke = part.get("fill", "none"), part.get("stroke", "none")
    if kind == "path" and fill != "none" and part.get("d") and not part.get("transform"):
        return [_Ground(_corners(part.get("d", ""), origin), _rgb(fill), share * float(part.get("fill-opacity", 1)))]
    if kind == "line" and stroke != "none" and float(part.get("stroke-width", 1)) >= WIDE_LINE:
        half, (x, y) = float(part.get("stroke-width", 1)) / 2, origin
        end = y + float(part.get("y2", 0))
        return [_Ground(((x - half, y), (x + half, y), (x + half, end), (x - half, end)), _rgb(stroke), share)]
    return []


def _corners(path: str, origin: Place) -> Shape:
    """The corners of a path of straight lines."""
    x, y = 0.0, 0.0
    corners = []
    for command, given in re.findall(r"([MLhv])([-\d.,e]+)", path):
        numbers = [float(number) for number in given.split(",")]
        if command == "h":
            x += numbers[0]
        elif command == "v":
            y += numbers[0]
        else:
            x, y = numbers[-2], numbers[-1]
        corners.append((origin[0] + x, origin[1] + y))
    return tuple(corners)


def _holds(shape: Shape, place: Place) -> bool:
    """Whether a place lies within a shape: a ray from it crosses the border an odd number of times."""
    (x, y), inside = place, False
    for (x1, y1), (x2, y2) in zip(shape, (*shape[1:], *shape[:1]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _over(colour: Colour, behind: Colour, share: float) -> Colour:
    return tuple(share * own + (1 - share) * under for own, under in zip(colour, behind, strict=True))


def _rgb(text: str) -> Colour:
    return tuple(float(part) for part in ImageColor.getrgb(text)[:3])
