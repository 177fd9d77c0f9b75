"""Parts of a page that are kept and sent again: they look as if they were drawn now, and what changed is never kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.history import publish_twice
from support.pages import INDICATOR, OVERVIEW, links, visit, words
from support.shipped import AGENDA

from dashboard import data


def sent(place, **params):
    """All that reaches the browser, in its order; a download has another number in every visit."""
    return list(_sent_by(visit(place, **params)._tree))


def _sent_by(block):
    for place, child in block.children.items():
        yield place, child.type, str(child.proto) if child.type != "download_button" else child.proto.label
        if hasattr(child, "children"):
            yield from _sent_by(child)


@pytest.mark.parametrize(
    ("place", "params"),
    [
        (OVERVIEW, {}),
        (OVERVIEW, {"gemeente": "GM0344"}),
        (OVERVIEW, {"status": "onzeker"}),
        (INDICATOR, {"indicator": "mishandeling"}),
        (INDICATOR, {"indicator": "mishandeling", "lagen": "norm,groep"}),
        (INDICATOR, {"indicator": "mishandeling", "gemeente": "GM0344"}),
        (INDICATOR, {"indicator": "vertrouwen-gemeente"}),
    ],
)
def test_a_page_that_is_sent_again_is_the_page_as_it_would_be_drawn_now(shown, monkeypatch, place, params):
    first, again = sent(place, **params), sent(place, **params)
    monkeypatch.setattr(data, "drawn", lambda book, part, *given: part(book, *given))
    now = sent(place, **params)
    assert len(now) > 20
    assert again == now
    assert first == now


def test_pages_of_one_visit_do_not_show_each_others_parts(shown):
    places = [(OVERVIEW, {}), (OVERVIEW, {"gemeente": "GM0344"}), (OVERVIEW, {"status": "onzeker"})]
    places += [(INDICATOR, {"indicator": name}) for name in ("mishandeling", "woninginbraken")]
    places += [(INDICATOR, {"indicator": "mishandeling", "lagen": "geen"})]
    seen = [sent(place, **params) for place, params in places]
    assert all(seen[i] != seen[j] for i in range(len(seen)) for j in range(i))


DRAWINGS = []


def a_part(_book, name):
    DRAWINGS.append(name)


def another_part(_book, name):
    DRAWINGS.append(name)


def drawn(book, part, *given):
    """How often anything was drawn since the start, this part included."""
    data.drawn(book, part, *given)
    return len(DRAWINGS)


def test_a_part_is_drawn_once_until_something_it_depends_on_changes(shown):
    DRAWINGS.clear()
    book = data.databook()
    assert [drawn(book, a_part, "one"), drawn(book, a_part, "one")] == [1, 1]
    assert drawn(replace(book, version=f"{book.version} changed"), a_part, "one") == 2
    assert drawn(replace(book, today=book.today + timedelta(days=1)), a_part, "one") == 3
    assert drawn(book, a_part, "two") == 4
    assert drawn(book, another_part, "one") == 5
    assert drawn(book, a_part, "one") == 5


def joined(_book, *words):
    return "-".join(words)


def test_what_is_kept_belongs_to_the_function_and_to_what_it_was_given(shown):
    book = data.databook()
    assert data.kept(book, joined, "a", "b") == "a-b"
    assert data.kept(book, joined, "a', 'b") == "a', 'b", "no text can pass for two"
    assert data.kept(book, joined, "a", "b") is data.kept(book, joined, "a", "b")


def test_what_could_change_or_has_no_name_of_its_own_is_not_kept(shown):
    book = data.databook()
    with pytest.raises(TypeError, match="unhashable"):
        data.kept(book, joined, ["a"])
    with pytest.raises(TypeError, match="name of its own"):
        data.kept(book, lambda _book: 1)


def test_agenda_publication_and_municipality_are_all_in_the_version_of_a_databook(shown, filled, tmp_path, monkeypatch):
    versions = {data.databook().version, data.databook("GM0344").version}
    changed = tmp_path / "agenda.yaml"
    changed.write_text(AGENDA.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("DATABOEK_AGENDA", str(changed))
    versions.add(data.databook().version)
    monkeypatch.setattr(data, "_published", lambda: (filled / "current.json").read_text(encoding="utf-8") + " ")
    versions.add(data.databook().version)
    assert len(versions) == 4


def test_a_new_publication_shows_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "data"))
    before = []

    def read():
        return words(visit()), words(visit(INDICATOR, indicator="mishandeling"))

    publish_twice(tmp_path, between=lambda: before.extend([read(), read()]))
    (old_overview, old_page), again = before
    new_overview, new_page = read()
    assert again == (old_overview, old_page)
    assert ("1 oktober 2026" in old_overview, "10 november 2026" in old_overview) == (True, False)
    assert ("1 oktober 2026" in new_overview, "10 november 2026" in new_overview) == (False, True)
    assert ("2025*" in old_page, "2025*" in new_page) == (False, True)


def test_links_lead_on_to_the_municipality_of_this_reader_and_not_of_who_came_before(shown):
    def asked(**params):
        return {
            address for _, address in links(visit(INDICATOR, indicator="mishandeling", **params)) if "mishandeling" not in address
        }

    assert any("gemeente=GM0344" in query for query in asked(gemeente="GM0344"))
    # Nobody's code: it shows our own figures, as an address without one does, and goes no further.
    assert asked(gemeente="GM9999") == asked()
    assert not any("gemeente" in query for query in asked())
