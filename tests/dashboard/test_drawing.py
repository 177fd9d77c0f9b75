"""Pictures come from a process of their own: the same as the library draws, and one that stops is followed by another."""

import os
import signal

import pytest
import vl_convert

from dashboard.charts import drawing

SPEC = {
    "data": {"values": [{"jaar": "2020", "cijfer": 3}, {"jaar": "2021", "cijfer": 5}]},
    "mark": "line",
    "encoding": {"x": {"field": "jaar"}, "y": {"field": "cijfer", "type": "quantitative"}},
}


def test_what_is_drawn_is_what_the_library_draws():
    assert drawing.svg_of(SPEC).decode() == vl_convert.vegalite_to_svg(SPEC, allowed_base_urls=[])
    assert drawing.png_of(SPEC, 2.0) == vl_convert.vegalite_to_png(SPEC, scale=2.0, allowed_base_urls=[])


def test_what_cannot_be_drawn_says_so_and_the_next_is_drawn():
    with pytest.raises(drawing.DrawingError, match=r"\w"):
        drawing.svg_of({"mark": "nonsense"})
    assert drawing.svg_of(SPEC).startswith(b"<svg")


def test_who_draws_may_be_killed_or_be_stuck_and_another_takes_over(monkeypatch):
    drawing.svg_of(SPEC)
    before = drawing._drawer._process
    os.kill(before.pid, signal.SIGKILL)
    before.wait(20)
    assert drawing.svg_of(SPEC).startswith(b"<svg")
    os.kill(drawing._drawer._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(drawing, "_LONGEST", 0.2)
    with pytest.raises(drawing.DrawingError):
        drawing.svg_of(SPEC)
    monkeypatch.undo()
    assert drawing.svg_of(SPEC).startswith(b"<svg")
