"""One more figure in a partner's own file: written as the other lines are, and nothing else changes."""

import pytest

from etl.door.own_rows import FarRowError, RowError, with_figure


def added(content: bytes, period: str = "2026-K3", value: float = 12.5, header_row: int = 1) -> bytes:
    return with_figure(content, header_row=header_row, period_column="periode", column="bezoeken", period=period, value=value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"periode;bezoeken\n2026-K2;11\n", b"2026-K3;12,5\n"),
        (b"periode,bezoeken\r\n2026-K2,11", b"\r\n2026-K3,12.5\r\n"),
        (b"wijk;periode;bezoeken;x\nA;2026-K2;11;\n\n", b";2026-K3;12,5;\n"),
        (b"\xef\xbb\xbfperiode\tbezoeken\n", b"2026-K3\t12.5\n"),
        ("periode;bezoeken\nK;é\n".encode("cp1252").replace(b"K", b"2026-K2"), b"2026-K3;12,5\n"),
    ],
)
def test_the_line_looks_like_the_others(before: bytes, after: bytes) -> None:
    assert added(before) == before.rstrip(b"\n") + (b"" if after.startswith(b"\r\n") else b"\n") + after


def test_what_stands_above_the_names_stays() -> None:
    assert added(b"Titel\nperiode;bezoeken\n2026-K2;1\n", header_row=2).endswith(b"2026-K2;1\n2026-K3;12,5\n")


THOUSANDS = b"periode;bezoeken\n2025-K1;1.200\n2025-K2;1.100,5\n2025-K3;1300\n2025-K4;\n"


@pytest.mark.parametrize(("value", "is_far"), [(13_001, True), (13_000, False), (109, True), (111, False), (0, False)])
def test_a_figure_far_from_the_others_asks_for_a_look_and_is_taken_from_who_looked(value: float, is_far: bool) -> None:
    if not is_far:
        assert added(THOUSANDS, "2026-K1", value).startswith(THOUSANDS)
        return
    with pytest.raises(FarRowError, match=f"^{value} is m"):
        added(THOUSANDS, "2026-K1", value)
    assert with_figure(
        THOUSANDS, header_row=1, period_column="periode", column="bezoeken", period="2026-K1", value=value, is_sure=True
    ).startswith(THOUSANDS)


@pytest.mark.parametrize(
    ("content", "period", "why"),
    [
        (b"periode;bezoeken\n2026-K3;1\n", "2026-K3", "al een cijfer"),
        (b"periode;bezoeken\n2026-K2;1\n", "september", "zoals de andere"),
        (b"periode;bezoeken\n", "=1+1", "waar het cijfer over gaat"),
        (b"periode;bezoeken\n", "a;b", "waar het cijfer over gaat"),
        (b"periode;bezoeken\n", "", "waar het cijfer over gaat"),
        (b"maand;bezoeken\n", "2026-K3", "geen kolom 'periode'. Wel: maand, bezoeken"),
        (b"", "2026-K3", "geen regel 1"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(content: bytes, period: str, why: str) -> None:
    with pytest.raises(RowError, match=why):
        added(content, period)
