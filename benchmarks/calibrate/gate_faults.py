"""What can be wrong with a delivery as a whole, each as a change of the good one in SQL; it judges nothing.

A fault works on the relation `good` (the figures of one table, MEASUREMENT_COLUMNS) and touches one topic, in all years or only
in the newest: `hit` in the text is the condition for the figures that it touches.
"""

from collections.abc import Mapping
from typing import NamedTuple

_SOME = "abs(hash(region)) % 100 < {percent}"


class Fault(NamedTuple):
    """replacing: columns that get another value where the fault hits; leaving_out: rows that do not come; query: the whole
    delivery when the two do not do. needs: what a topic must have to show it."""

    replacing: Mapping[str, str] = {}
    leaving_out: str = "false"
    query: str = ""
    needs: tuple[str, ...] = ()

    def sql(self, hit: str) -> str:
        """The faulty delivery as a SELECT from `good`."""
        if self.query:
            return self.query.format(hit=hit)
        changed = ", ".join(f"CASE WHEN {hit} THEN {text} ELSE {name} END AS {name}" for name, text in self.replacing.items())
        star = f"* REPLACE ({changed})" if changed else "*"
        return f"SELECT {star} FROM good WHERE NOT ({hit} AND ({self.leaving_out}))"


def _times(factor: float, percent: int = 100) -> Fault:
    some = _SOME.format(percent=percent)
    return Fault({"value": f"CASE WHEN {some} OR region = 'NL' THEN value * {factor} ELSE value END"})


def _neighbour(offset: str) -> Fault:
    return Fault(
        query=f"""SELECT * REPLACE (CASE WHEN {{hit}} THEN coalesce({offset}(value) OVER (
                      PARTITION BY topic, filters, period, {{hit}}, region = 'NL' ORDER BY region
                  ), value) ELSE value END AS value) FROM good"""
    )


def _year(shift: int) -> Fault:
    return Fault({"year": f"year + {shift}", "period": f"(year + {shift})::VARCHAR || period[5:]"}, needs=("oud",))


FAULTS: Mapping[str, Fault] = {
    "keer 0,1": _times(0.1),
    "keer 5": _times(5.001),
    "keer 10": _times(10),
    "keer 99": _times(99),
    "keer 1.000 bij 45% van de gemeenten": _times(1000, 45),
    "keer 10 bij 25% van de gemeenten": _times(10, 25),
    "keer 10, alleen de eigen gemeente": Fault({"value": "CASE WHEN region = getvariable('own') THEN value * 10 ELSE value END"}),
    "tekens omgedraaid": Fault({"value": "-value"}),
    "alles nul": Fault({"value": "0"}),
    "alles één waarde": Fault({"value": "getvariable('middle')"}),
    "nul bij 45% van de gemeenten": Fault({"value": f"CASE WHEN {_SOME.format(percent=45)} THEN 0 ELSE value END"}),
    "een procent van 250": Fault({"value": "250"}, needs=("procent",)),
    "alle statussen weg": Fault({"status": "''"}, needs=("status",)),
    "cijfers van een ander onderwerp": Fault(
        query="""SELECT good.* REPLACE (CASE WHEN {hit} THEN coalesce(o.value, good.value) ELSE good.value END AS value)
                 FROM good LEFT JOIN other o USING (region, period)""",
        needs=("ander",),
    ),
    "onderwerpen verwisseld": Fault(
        query="""SELECT good.* REPLACE (CASE WHEN {hit} THEN coalesce(o.value, good.value)
                     WHEN topic || '|' || filters = getvariable('other')
                     AND (good.year = getvariable('newest') OR NOT getvariable('is_new'))
                     THEN coalesce(m.value, good.value) ELSE good.value END AS value)
                 FROM good LEFT JOIN other o USING (region, period) LEFT JOIN mine m USING (region, period)""",
        needs=("ander",),
    ),
    "een gemeente verschoven": _neighbour("lag"),
    "een gemeente terug": _neighbour("lead"),
    "een jaar later": _year(1),
    "een jaar eerder": _year(-1),
    "eigen gemeente weg": Fault(leaving_out="region = getvariable('own')"),
    "10% van de gemeenten weg": Fault(leaving_out=_SOME.format(percent=10) + " AND region <> getvariable('own')"),
    "gekrompen tot 60%": Fault(leaving_out=_SOME.format(percent=40) + " AND region <> getvariable('own')"),
    "nieuwste jaar weg": Fault(leaving_out="year = getvariable('newest')", needs=("oud",)),
    "onderwerp weg": Fault(leaving_out="true"),
    "codes voor geheim bij 45% van de gemeenten": Fault(
        {"value": f"CASE WHEN {_SOME.format(percent=45)} THEN -99997 ELSE value END"}
    ),
    "het nieuwe jaar is een kopie van het vorige": Fault(
        query="""SELECT good.* REPLACE (CASE WHEN {hit} THEN coalesce(m.value, good.value) ELSE good.value END AS value)
                 FROM good LEFT JOIN (SELECT region, value FROM last_year) m USING (region)""",
        needs=("nieuw",),
    ),
}
