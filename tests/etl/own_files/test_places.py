"""Which municipality a code or a name means: spelling, regions that are none, codes that never were."""

import pytest
from support.own_files import PLACES, figures, read_bytes

from etl.delivery import SourceError
from etl.own_files import import_municipalities
from etl.own_files.places import Elsewhere, Places


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("GM0479", "GM0479"),
        ("gm0479", "GM0479"),
        ("0479", "GM0479"),
        ("479", "GM0479"),
        ("479.0", "GM0479"),
        (479.0, "GM0479"),
        ("3", "GM0003"),
        ("NL", "NL"),
        ("NL01", "NL"),
    ],
)
def test_a_code_may_be_written_in_several_ways(written, code):
    assert PLACES.find(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Zaanstad", "GM0479"),
        ("ZAANSTAD", "GM0479"),
        ("Gemeente Zaanstad", "GM0479"),
        ("Zaanstad (gemeente)", "GM0479"),
        ("'s-Gravenhage", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Den Haag", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Súdwest-Fryslân", "GM1900"),
        ("Sudwest-Fryslan", "GM1900"),
        ("Súdwest Fryslân", "GM1900"),
        ("Su\u0301dwest-Frysla\u0302n", "GM1900"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen (NH)", "GM0373"),
        ("Bergen NH", "GM0373"),
        ("Bergen (Noord-Holland)", "GM0373"),
        ("Bergen (L.)", "GM0893"),
        ("Hengelo", "GM0164"),
        ("Hengelo (O.)", "GM0164"),
        ("Hengelo (Gld.)", "GM0248"),
        ("Utrecht", "GM0344"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Beemster", "GM0370"),
        ("Nederland", "NL"),
    ],
)
def test_a_name_means_its_municipality_however_it_is_spelled(written, code):
    assert PLACES.find(written) == code


@pytest.mark.parametrize(
    "written",
    [
        *("LD01", "PV27", "CR18", "GG7255", "VR11", "RE01", "ZK01", "WK047901", "BU04790101", "BU0363AA01", "NL32", "04790101"),
        *("Noord-Holland (PV)", "Noord-Holland", "Friesland", "Groningen (PV)", "Utrecht (PV)", "Noord-Nederland (LD)"),
        *("Groot-Amsterdam (CR)", "Zaanstreek-Waterland (VR)", "GM0998", "GM0999", "Buitenland", "Totaal", "Onbekend"),
    ],
)
def test_a_region_that_is_no_municipality_is_left_out(written):
    assert PLACES.find(written) is Elsewhere.OTHER_REGION


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "is geen gemeentecode; schrijf GM en vier cijfers"),
        ("GM0000", "is geen gemeentecode"),
        ("GM04791", "is geen gemeentecode"),
        ("479,5", "is geen gemeentecode"),
        (479.5, "is geen gemeentecode"),
        ("Bergen", r"kan GM0373 \(Bergen \(NH\.\)\) of GM0893 \(Bergen \(L\.\)\) zijn; schrijf de code"),
        ("Zaanstat", r"is geen gemeente die er is of was; bedoelt u Zaanstad \(GM0479\)\?"),
    ],
)
def test_what_could_be_a_municipality_but_is_unclear_is_asked_about(written, said):
    with pytest.raises(ValueError, match=said):
        PLACES.find(written)


def test_a_new_municipality_of_the_division_is_known():
    assert PLACES.find("GM2099") is Elsewhere.NEVER_EXISTED
    later = Places([("GM2099", "Nieuwland", "Zeeland")])
    assert (later.find("GM2099"), later.find("nieuwland")) == ("GM2099", "GM2099")


def test_utrecht_among_provinces_is_asked_about(tmp_path):
    text = "gemeente;jaar;a\nDrenthe;2024;1\nUtrecht;2024;2\nGM0479;2024;3\n"
    with pytest.raises(SourceError, match=r"eigen\.csv:3  .* 'Utrecht' kan de gemeente zijn of de provincie") as error:
        read_bytes(tmp_path, text.encode())
    assert "schrijf 'Utrecht (gemeente)' of 'Utrecht (PV)'" in str(error.value)
    clear = text.replace("Utrecht", "Utrecht (gemeente)")
    assert figures(read_bytes(tmp_path, clear.encode())) == [("GM0344", 2024, 2.0), ("GM0479", 2024, 3.0)]


def test_an_export_of_swing_says_what_kind_of_region_a_row_is(tmp_path):
    """The digits of a province, a wijk or the country would otherwise be those of a municipality."""
    lines = ["gemeente;479;1", "provincie;27;2", "ggd;34;3", "nederland;1;4", "wijk;Zaandam;5"]
    text = "geolevel;geoitem;a\n" + "".join(f"{line}\n" for line in lines)
    found = read_bytes(tmp_path, text.encode(), region_column="geoitem", period_column=None, year=2024)
    assert figures(found) == [("GM0479", 2024, 1.0), ("NL", 2024, 4.0)]
    assert found.remarks == ("eigen.csv: 3 regels gaan niet over een gemeente en tellen niet mee: 27, 34, Zaandam.",)


def test_regions_that_are_no_municipality_are_named_up_to_five(tmp_path):
    others = ["LD01", "LD02", "PV20", "PV27", "CR18", "VR11", "WK047901"]
    lines = "".join(f"{code};2024;1\n" for code in [*others, "PV20", "GM0479"])
    found = read_bytes(tmp_path, f"gemeente;jaar;a\n{lines}".encode())
    assert figures(found) == [("GM0479", 2024, 1.0)]
    assert found.remarks == (
        "eigen.csv: 8 regels gaan niet over een gemeente en tellen niet mee: LD01, LD02, PV20, PV27, CR18 en nog 2.",
    )


def test_a_file_without_any_municipality_is_refused_with_what_its_column_holds(tmp_path):
    text = "soort;gemeente;jaar;a\ntotaal;PV27;2024;1\ntotaal;PV28;2024;1\n"
    with pytest.raises(
        SourceError, match=r"eigen\.csv:2  geen enkele regel gaat over een gemeente; .* staat PV27, PV28; noem bij"
    ):
        read_bytes(tmp_path, text.encode())
    with pytest.raises(SourceError, match="staat totaal; noem bij 'gebied' de kolom met gemeenten"):
        read_bytes(tmp_path, text.encode(), region_column="soort")


def test_codes_that_never_were_are_named_up_to_five_and_abolished_ones_not_at_all(tmp_path):
    never = [f"GM90{nr:02d}" for nr in range(30)]
    lines = "".join(f"{code};2024;1\n" for code in ["GM0370", *never])
    found = read_bytes(tmp_path, f"gemeente;jaar;a\n{lines}".encode())
    assert figures(found) == [("GM0370", 2024, 1.0)]
    (remark,) = found.remarks
    assert remark.startswith("eigen.csv: 30 regels hebben een code die nooit van een gemeente was en tellen niet mee: GM9000, ")
    assert remark.endswith(", GM9004 en nog 25.")


def test_the_list_of_codes_is_that_of_the_recording():
    shipped = import_municipalities.TARGET.read_text(encoding="utf-8")
    assert shipped == import_municipalities.text()
    assert "GM0370;Beemster;2022-01-01\n" in shipped
    assert "GM0479;Zaanstad;\n" in shipped
    assert "GM0998" not in shipped
