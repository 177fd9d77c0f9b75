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


def _last_used():
    """The process that drew last, and that draws next."""
    return drawing._drawers._free.queue[-1]._process


def test_many_are_drawn_in_their_order_by_no_more_processes_than_may_be(monkeypatch):
    specs = [SPEC | {"title": f"nummer {number}"} for number in range(6)]
    monkeypatch.setattr(drawing, "_drawers", drawing._Drawers())
    drawing.draw_at_once(2)
    made = list(drawing.svgs_of(specs))
    assert [f"nummer {number}".encode() in svg for number, svg in enumerate(made)] == [True] * 6
    assert made == [vl_convert.vegalite_to_svg(each, allowed_base_urls=[]).encode() for each in specs]
    processes = [each._process for each in drawing._drawers._free.queue]
    assert [each.poll() for each in processes if each] == [None, None]
    with pytest.raises(drawing.DrawingError):
        list(drawing.svgs_of([*specs[:2], {"mark": "nonsense"}]))
    for each in processes:
        each.stdin.close()
        assert each.wait(20) == 0, "who draws ends with who asks"


def test_who_draws_may_be_killed_or_be_stuck_and_another_takes_over(monkeypatch):
    drawing.svg_of(SPEC)
    before = _last_used()
    os.kill(before.pid, signal.SIGKILL)
    before.wait(20)
    assert drawing.svg_of(SPEC).startswith(b"<svg")
    os.kill(_last_used().pid, signal.SIGSTOP)
    monkeypatch.setattr(drawing, "_LONGEST", 0.2)
    with pytest.raises(drawing.DrawingError):
        drawing.svg_of(SPEC)
    monkeypatch.undo()
    assert drawing.svg_of(SPEC).startswith(b"<svg")
