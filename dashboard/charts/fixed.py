"""A chart taken off its page: in one size and font, whatever holds it; it draws nothing."""

from copy import deepcopy
from typing import Any

from dashboard.charts import parts

FONT = '"Source Sans 3", "Source Sans Pro", "Liberation Sans", Arial, sans-serif'
Spec = dict[str, Any]


def taken_apart(spec: Spec, width: int) -> tuple[Spec, Spec]:
    """From the specification that the page shows: what holds for a whole picture, and the chart at this width in pixels.

    The height stays: the labels were placed for that.
    """
    chart = deepcopy(spec)
    whole = {name: chart.pop(name) for name in ("$schema", "datasets") if name in chart}
    config = chart.pop("config", {}) | {"font": FONT, "view": {"stroke": None}}
    for on_the_page in ("autosize", "params"):
        chart.pop(on_the_page, None)
    params = [{"name": parts.WIDTH, "value": width}, {"name": parts.SMALL, "value": False}]
    return whole | {"params": params, "config": config}, chart | {"width": width}
