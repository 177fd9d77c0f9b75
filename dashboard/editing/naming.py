"""What a place below a thing is called, for who tells of a change: the field that stands there and its words; pure."""

from dashboard.editing.field_labels import Words
from dashboard.editing.shapes import Shape, Sort, fields_of, source_shape
from etl.door.things import COMING, GONE, Field, Kind


def shape_at(kind: Kind, place: Field) -> Shape | None:
    """The field at a place below a thing; None when there is no such field."""
    shapes = (
        source_shape().variants
        if kind is Kind.SOURCE
        else (Shape(key="", words=Words(""), sort=Sort.GROUP, fields=fields_of(kind)),)
    )
    found: Shape | None = None
    for step in place:
        if step[:1] in {GONE, COMING, "#"}:
            continue
        below = [each for one in shapes for each in (one.fields or [deep for kinds in one.variants for deep in kinds.fields])]
        found = next((each for each in below if each.key == step), None)
        if found is None:
            return None
        shapes = (found,)
    return found


def words_at(kind: Kind, place: Field) -> str:
    """What a place is called, from the thing down: `Norm, mijlpalen, waarde`."""
    steps = [place[:length] for length in range(1, len(place) + 1) if place[length - 1][:1] not in {GONE, COMING, "#"}]
    labels = [found.words.label for each in steps if (found := shape_at(kind, each))]
    return ", ".join([*labels[:1], *(each[:1].lower() + each[1:] for each in labels[1:])])
