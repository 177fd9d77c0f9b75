"""Every rule across objects has an agenda that breaks it, and is silent on one that does not."""

from pathlib import Path

import pytest
from support.agendas import FILE, SMALL, changed, line_of, problems_of

from indicators.agenda.load import load_agenda, parse_agenda
from indicators.agenda.rules.all import RULES

SHIPPED = Path(__file__).parents[2] / "config" / "agenda.yaml"

COMPARISON = SMALL[SMALL.index("    aantal: 20") : SMALL.index("partners:")]

KEEP = "norm: {soort: behouden, waarde: 80.0}"
THIRD = "plek: beste derde"
FIVE = "GM0362, GM0363, GM0394, GM0392, GM0453"

# rule, what is changed (from, to), a marker on the line the problem must point at, and the problem from its address on
CASES = [
    (
        "ids_are_unique",
        "- id: veiligheid",
        "- id: meedoen #1",
        "- id: meedoen\n",
        "ambitie 'meedoen': id 'meedoen' is al in gebruik (ook op regel 42); kies een andere id.",
    ),
    (
        "ids_are_unique",
        "- id: opkomst",
        "- id: woninginbraken #2",
        "#2",
        "indicator 'woninginbraken': id 'woninginbraken' is al in gebruik (ook op regel 46); kies een andere id.",
    ),
    (
        "ids_are_unique",
        "{id: welzijn, naam: Welzijn}",
        "{id: welzijn, naam: Welzijn}\n  - {id: politie, naam: Nog een}",
        "Nog een",
        "partner 'politie': id 'politie' is al in gebruik (ook op regel 14)",
    ),
    (
        "ids_are_unique",
        "- id: maatjes",
        "- id: buurtpreventie #2",
        "#2",
        "interventie 'buurtpreventie': id 'buurtpreventie' is al in gebruik",
    ),
    (
        "ids_are_unique",
        "partners:\n",
        "      - {id: inwoners, naam: x, bron: {bron: kerncijfers, onderwerp: X}}\npartners:\n",
        "naam: x,",
        "agenda, vergelijken, kenmerk 'inwoners': id 'inwoners' is al in gebruik",
    ),
    (
        "sources_exist",
        "bron: enquete",
        "bron: enquette",
        "enquette",
        "indicator 'eenzaamheid', bron: bron 'enquette' bestaat niet; bedoelt u 'enquete'?",
    ),
    (
        "sources_exist",
        "bron: politiecijfers",
        "bron: xyz",
        "bron: xyz",
        "indicator 'woninginbraken', bron, teller: bron 'xyz' bestaat niet; kies politiecijfers, kerncijfers, enquete of",
    ),
    (
        "partners_exist",
        "eigenaar: welzijn",
        "eigenaar: welzjin",
        "welzjin",
        "indicator 'eenzaamheid': eigenaar 'welzjin' bestaat niet; bedoelt u 'welzijn'?",
    ),
    (
        "partners_exist",
        "partner: politie",
        "partner: brandweer",
        "brandweer",
        "interventie 'buurtpreventie': partner 'brandweer' bestaat niet; kies politie of welzijn,",
    ),
    (
        "adopters_exist",
        "[gemeenteraad, politie]",
        "[gemeenteraat, politie]",
        "gemeenteraat",
        "indicator 'woninginbraken', norm, vastgesteld, door: door 'gemeenteraat' bestaat niet; bedoelt u 'gemeenteraad'?",
    ),
    (
        "adopters_exist",
        "[college]",
        "[burgers]",
        "burgers",
        "indicator 'woninginbraken', norm, historie nr. 1, vastgesteld, door: door 'burgers' bestaat niet",
    ),
    (
        "aims_exist",
        "{indicator: eenzaamheid}",
        "{indicator: eenzaam}",
        "eenzaam}",
        "interventie 'buurtpreventie', indicator 'eenzaam': indicator 'eenzaam' bestaat niet; bedoelt u 'eenzaamheid'?",
    ),
    (
        "ambitions_exist",
        "    ambitie: meedoen",
        "    ambitie: meedoe",
        "meedoe\n",
        "interventie 'maatjes': ambitie 'meedoe' bestaat niet; bedoelt u 'meedoen'?",
    ),
    (
        "catalogue_is_known",
        "catalogus: opendata.cbs.nl",
        "catalogus: opendata.cbs",
        "opendata.cbs\n",
        "bron 'kerncijfers': catalogus 'opendata.cbs' bestaat niet; bedoelt u 'opendata.cbs.nl'?",
    ),
    (
        "catalogue_is_known",
        "catalogus: opendata.cbs.nl",
        "catalogus: x",
        "catalogus: x",
        "bron 'kerncijfers': catalogus 'x' bestaat niet; kies opendata.cbs.nl of dataderden.cbs.nl.",
    ),
    (
        "file_has_one_year_or_column",
        "    periode: jaar\n",
        "",
        "  eigen-bestand:",
        "bron 'eigen-bestand': 'periode', 'jaar' of 'jaren' ontbreekt; noem de kolom met het jaar",
    ),
    (
        "file_has_one_year_or_column",
        "    periode: jaar\n",
        "    periode: jaar\n    jaar: 2024\n",
        "jaar: 2024\n",
        "bron 'eigen-bestand': 'periode' en 'jaar' staan er allebei; haal er één weg.",
    ),
    (
        "file_has_one_year_or_column",
        "    periode: jaar\n",
        "    periode: jaar\n    jaren: kolommen\n",
        "jaren: kolommen\n",
        "bron 'eigen-bestand': 'periode' en 'jaren' staan er allebei; haal er één weg.",
    ),
    *(
        (
            "files_stay_in_the_folder",
            "bestand: bestanden/eigen.csv",
            f"bestand: {name}",
            "bestand: ",
            f"bron 'eigen-bestand': bestand is '{name}', buiten de map van de agenda; zet het bestand in de map van de agenda",
        )
        for name in ("../eigen.csv", "bestanden/../../eigen.csv", "/etc/eigen.csv", "C:/eigen.csv")
    ),
    (
        "files_stay_in_the_folder",
        "bestand: bestanden/eigen.csv",
        "bestand: bestanden\\eigen.csv",
        "bestand: ",
        "bron 'eigen-bestand': bestand is 'bestanden\\eigen.csv'; schrijf een gewone schuine streep: bestanden/eigen.csv",
    ),
    *(
        (
            "files_are_tables",
            "bestand: bestanden/eigen.csv",
            f"bestand: bestanden/{name}",
            "bestand: ",
            f"bron 'eigen-bestand': bestand is 'bestanden/{name}'; dat soort bestand is niet te lezen; bewaar het",
        )
        for name in ("eigen.xls", "eigen", "eigen.csv.zip", "agenda.yaml")
    ),
    (
        "files_stay_in_the_folder",
        "agenda:\n",
        "agenda:\n  gebiedsindeling: ../gebieden.csv\n",
        "gebiedsindeling: ",
        "agenda: gebiedsindeling is '../gebieden.csv', buiten de map van de agenda",
    ),
    (
        "files_stay_in_the_folder",
        "agenda:\n",
        "agenda:\n  logo: ../logo.svg\n",
        "logo: ",
        "agenda: logo is '../logo.svg', buiten de map van de agenda; zet het bestand in de map van de agenda",
    ),
    *(
        (
            "logo_is_a_picture",
            "agenda:\n",
            f"agenda:\n  logo: bestanden/{name}\n",
            "logo: ",
            f"agenda: logo is 'bestanden/{name}'; dat is geen plaatje dat elke browser kent; bewaar het plaatje als .svg, .png,",
        )
        for name in ("logo.pdf", "logo", "logo.svg.zip")
    ),
    *(
        (
            "sites_are_whole_and_no_more",
            "agenda:\n",
            f'agenda:\n  ingesloten_op:\n    - https://raad.zaanstad.nl:8443\n    - "{written}"\n',
            f'- "{written}"',
            f"agenda, ingesloten_op: nr. 2 is '{written}'; {remedy}",
        )
        for written, remedy in (
            ("https://www.zaanstad.nl/cijfers", "schrijf alleen de website, zonder pagina: https://www.zaanstad.nl"),
            ("https://www.zaanstad.nl/", "schrijf alleen de website, zonder pagina: https://www.zaanstad.nl"),
            ("WWW.Zaanstad.nl", "schrijf alleen de website, zonder pagina: https://www.zaanstad.nl"),
            ("*", "schrijf het adres van de website, zoals https://www.zaanstad.nl."),
            ("https://*.zaanstad.nl", "schrijf het adres van de website, zoals https://www.zaanstad.nl."),
            ("https://[::1", "schrijf het adres van de website, zoals https://www.zaanstad.nl."),
            ("'none'; script-src *", "schrijf het adres van de website, zoals https://www.zaanstad.nl."),
        )
    ),
    (
        "files_stay_in_the_folder",
        "    fase: geborgd",
        "    proces: {bestand: /tmp/p.csv, kolom: a}\n    fase: geborgd",
        "proces: ",
        "interventie 'buurtpreventie', proces: bestand is '/tmp/p.csv', buiten de map van de agenda",
    ),
    (
        "norm_to_reach_has_a_deadline",
        "          jaar: 2028\n          mijlpalen",
        "          mijlpalen",
        "        norm:\n",
        "indicator 'woninginbraken', norm: een norm 'bereiken' heeft 'jaar' nodig; voeg 'jaar: ...' toe, of in woorden",
    ),
    (
        "table_has_periods_or_a_year",
        "catalogus: opendata.cbs.nl",
        "periode: december\n    jaar: 1999\n    catalogus: opendata.cbs.nl",
        "jaar: 1999",
        "bron 'kerncijfers': 'jaar' is voor een tabel zonder perioden, maar periode is 'december'; haal er één weg.",
    ),
    (
        "table_is_of_one_year",
        "  enquete:\n",
        "  anders: {catalogus: opendata.cbs.nl, tabel: 70072ned, jaar: 1999, houder: CBS, licentie: CC0}\n  enquete:\n",
        "jaar: 1999",
        "bron 'anders': jaar is niet dat van bron 'kerncijfers', die dezelfde tabel leest (ook op regel",
    ),
    (
        "means_have_no_margins",
        "    marges: {",
        "    periode: kwartaal gemiddelde\n    marges: {",
        "marges: {",
        "bron 'enquete': 'marges' past niet bij periode 'kwartaal gemiddelde': een gemiddelde van grenzen is geen grens",
    ),
    (
        "margins_are_reachable",
        ", Marges: MW00000",
        "",
        "marges: {",
        "bron 'enquete': bij 'marges' hoort een filter op Marges; voeg aan 'filter' de code",
    ),
    (
        "margin_is_given_once",
        "    marges: {",
        "    marge: 2.5\n    marges: {",
        "marge: 2.5",
        "bron 'enquete': 'marges' en 'marge' staan er allebei; haal 'marge' weg: de tabel geeft zelf grenzen.",
    ),
    (
        "measure_fits_its_source",
        ", onderwerp: SterkEenzaam",
        "",
        "{bron: enquete}",
        "indicator 'eenzaamheid', bron: bron 'enquete' is een tabel, maar 'onderwerp' ontbreekt; noem met",
    ),
    (
        "measure_fits_its_source",
        "SterkEenzaam}",
        "SterkEenzaam, kolom: x}",
        "kolom: x",
        "indicator 'eenzaamheid', bron: bron 'enquete' is een tabel; 'kolom' kan daar niet bij; haal dit weg.",
    ),
    (
        "measure_fits_its_source",
        ", kolom: opkomst",
        "",
        "{bron: eigen-bestand}",
        "indicator 'opkomst', bron: bron 'eigen-bestand' is een bestand, maar 'kolom' ontbreekt",
    ),
    (
        "measure_fits_its_source",
        "kolom: opkomst}",
        "kolom: opkomst, onderwerp: X}",
        "onderwerp: X",
        "indicator 'opkomst', bron: bron 'eigen-bestand' is een bestand; 'onderwerp' kan daar niet bij",
    ),
    (
        "measure_fits_its_source",
        "kolom: opkomst}",
        "kolom: opkomst, groep: X}",
        "groep: X",
        "indicator 'opkomst', bron: bron 'eigen-bestand' is een bestand; 'groep' kan daar niet bij",
    ),
    (
        "filters_are_for_tables",
        "kolom: opkomst}",
        "kolom: opkomst, filter: {A: B}}",
        "A: B",
        "indicator 'opkomst', bron: bron 'eigen-bestand' is een bestand; 'filter' kan daar niet bij",
    ),
    (
        "sources_exist",
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: [{bron: enquette, onderwerp: X}]}",
        "enquette",
        "indicator 'eenzaamheid', bron, voorgangers nr. 1: bron 'enquette' bestaat niet; bedoelt u 'enquete'?",
    ),
    (
        "measure_fits_its_source",
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: [{bron: eigen-bestand, kolom: x}, {bron: enquete}]}",
        "voorgangers",
        "indicator 'eenzaamheid', bron, voorgangers nr. 2: bron 'enquete' is een tabel, maar 'onderwerp' ontbreekt",
    ),
    (
        "predecessors_are_other_figures",
        "onderwerp: SterkEenzaam}",
        "onderwerp: SterkEenzaam, voorgangers: [{bron: enquete, onderwerp: SterkEenzaam}]}",
        "voorgangers",
        "indicator 'eenzaamheid', bron, voorgangers nr. 1: dit is hetzelfde cijfer als de bron zelf (ook op regel 87); noem",
    ),
    (
        "predecessors_are_other_figures",
        "kolom: opkomst}",
        "kolom: opkomst, voorgangers: [{bron: enquete, onderwerp: A}, {bron: enquete, onderwerp: A, filter: {Marges: MW00000}}]}",
        "voorgangers",
        "indicator 'opkomst', bron, voorgangers nr. 2: deze voorganger staat er al (ook op regel 103); noem",
    ),
    (
        "predecessors_are_other_figures",
        "          maal: 1000\n",
        (
            "          maal: 1000\n          voorgangers:\n"
            "            - {teller: {bron: eigen-bestand, kolom: a}, noemer: {bron: eigen-bestand, kolom: b}, maal: 1}\n"
            "            - {teller: {bron: eigen-bestand, kolom: a}, noemer: {bron: eigen-bestand, kolom: b}, maal: 100}\n"
        ),
        "maal: 100}",
        "indicator 'woninginbraken', bron, voorgangers nr. 2: deze voorganger staat er al (ook op regel",
    ),
    (
        "comparison_is_chosen_one_way",
        "    aantal: 20",
        "    gemeenten: [GM0034]",
        "GM0034",
        "agenda, vergelijken: 'gemeenten' en 'kenmerken' staan er allebei; kies: een vaste lijst of kenmerken.",
    ),
    (
        "comparison_is_chosen_one_way",
        COMPARISON,
        "    gemeenten: [GM0034, GM0479]\n",
        "GM0479]",
        "agenda, vergelijken, gemeenten: GM0479 is de eigen gemeente; haal deze code uit",
    ),
    (
        "comparison_is_chosen_one_way",
        COMPARISON,
        "    gemeenten: [GM0034, GM0034]\n",
        "GM0034]",
        "agenda, vergelijken, gemeenten: GM0034 staat er twee keer; haal er één weg.",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        "behouden, waarde: 80.0",
        "behouden",
        "behouden}",
        "indicator 'opkomst', norm: een norm 'behouden' heeft 'waarde' nodig; voeg 'waarde: ...' toe.",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        "          waarde: 1.5\n",
        "",
        "        norm:\n          soort",
        "indicator 'woninginbraken', norm: een norm 'bereiken' heeft 'waarde' nodig",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        "onder: 5.0, ",
        "",
        "bandbreedte",
        "indicator 'eenzaamheid', norm: een norm 'bandbreedte' heeft 'onder' nodig",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        "onder: 5.0,",
        "waarde: 7.0, onder: 5.0,",
        "bandbreedte",
        "indicator 'eenzaamheid', norm: 'waarde' hoort niet bij een norm 'bandbreedte'",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        "waarde: 80.0}",
        "waarde: 80.0, boven: 90.0}",
        "80.0",
        "indicator 'opkomst', norm: 'boven' hoort niet bij een norm 'behouden'",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        "waarde: 80.0}",
        "waarde: 80.0, mijlpalen: [{jaar: 2025, waarde: 79.0}]}",
        "80.0",
        "indicator 'opkomst', norm: 'mijlpalen' hoort niet bij een norm 'behouden'",
    ),
    (
        "past_norm_is_complete",
        "- waarde: 1.25\n              jaar",
        "- jaar",
        "- jaar",
        "indicator 'woninginbraken', norm, historie: nr. 1 heeft geen waarde, geen bandbreedte en geen vergelijking;",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        KEEP,
        "norm: {soort: vergelijking}",
        "soort: vergelijking",
        "indicator 'opkomst', norm: een norm 'vergelijking' heeft 'ten_opzichte_van' nodig; voeg 'ten_opzichte_van: ...'",
    ),
    (
        "norm_has_the_fields_of_its_kind",
        KEEP,
        "norm: {soort: behouden, waarde: 80.0, ten_opzichte_van: {wie: Nederland}}",
        "wie: Nederland",
        "indicator 'opkomst', norm: 'ten_opzichte_van' hoort niet bij een norm 'behouden'",
    ),
    (
        "relative_norm_names_its_group",
        KEEP,
        "norm: {soort: vergelijking, ten_opzichte_van: {wie: groep, gemeenten: [GM0362, GM0363]}}",
        "wie: groep",
        "indicator 'opkomst', norm, ten_opzichte_van: een norm ten opzichte van een groep noemt minstens 5 gemeenten",
    ),
    (
        "relative_norm_names_its_group",
        KEEP,
        f"norm: {{soort: vergelijking, ten_opzichte_van: {{wie: groep, gemeenten: [{FIVE}, GM0362]}}}}",
        "wie: groep",
        "indicator 'opkomst', norm, ten_opzichte_van: GM0362 staat er meer dan één keer; laat elke gemeente één keer",
    ),
    (
        "relative_norm_names_its_group",
        KEEP,
        f"norm: {{soort: vergelijking, ten_opzichte_van: {{wie: groep, gemeenten: [{FIVE}, GM0479]}}}}",
        "wie: groep",
        "indicator 'opkomst', norm, ten_opzichte_van: GM0479 is uw eigen gemeente; haal haar uit de groep.",
    ),
    (
        "relative_norm_names_its_group",
        KEEP,
        f"norm: {{soort: vergelijking, ten_opzichte_van: {{wie: Nederland, gemeenten: [{FIVE}]}}}}",
        "wie: Nederland",
        "indicator 'opkomst', norm, ten_opzichte_van: 'gemeenten' hoort niet bij 'wie: Nederland'; haal dit weg",
    ),
    (
        "relative_norm_asks_one_thing",
        KEEP,
        "norm: {soort: vergelijking, ten_opzichte_van: {wie: Nederland, plek: beste derde}}",
        "wie: Nederland",
        "indicator 'opkomst', norm, ten_opzichte_van: 'plek: beste derde' past niet bij 'wie: Nederland'",
    ),
    (
        "relative_norm_asks_one_thing",
        KEEP,
        f"norm: {{soort: vergelijking, ten_opzichte_van: {{wie: groep, {THIRD}, minstens_beter: 5, gemeenten: [{FIVE}]}}}}",
        "wie: groep",
        "indicator 'opkomst', norm, ten_opzichte_van: bij 'plek: beste derde' hoort geen percentage; haal",
    ),
    (
        "relative_norm_asks_one_thing",
        KEEP,
        "norm: {soort: vergelijking, ten_opzichte_van: {wie: Nederland, hoogstens_slechter: 5, minstens_beter: 5}}",
        "wie: Nederland",
        "indicator 'opkomst', norm, ten_opzichte_van: 'hoogstens_slechter' en 'minstens_beter' staan er allebei",
    ),
    (
        "band_is_in_order",
        "onder: 5.0, boven: 10.0",
        "onder: 10.0, boven: 5.0",
        "onder: 10.0",
        "indicator 'eenzaamheid', norm: onder is 10 en boven is 5; onder moet kleiner zijn dan boven.",
    ),
    (
        "norm_has_one_deadline",
        "          jaar: 2028",
        "          jaar: 2028\n          moment: ooit",
        "ooit",
        "indicator 'woninginbraken', norm: 'jaar' en 'moment' staan er allebei; haal er één weg.",
    ),
    (
        "norm_fits_the_direction",
        "gewenste_richting: omhoog",
        "gewenste_richting: neutraal",
        "behouden",
        "indicator 'opkomst', norm: soort is 'behouden', maar de gewenste_richting is neutraal; kies omhoog of omlaag",
    ),
    (
        "levels_are_possible",
        "waarde: 80.0",
        "waarde: 101.0",
        "101",
        "indicator 'opkomst', norm: waarde is 101; dat kan niet; kies een waarde van 0 tot 100 (%), of pas 'grenzen'",
    ),
    ("levels_are_possible", "waarde: 80.0", "waarde: -1.0", "-1.0", "indicator 'opkomst', norm: waarde is -1; dat kan niet"),
    (
        "levels_are_possible",
        "waarde: 1.5\n",
        "waarde: -1.5\n",
        "-1.5",
        "indicator 'woninginbraken', norm: waarde is -1.5; dat kan niet; kies een waarde van 0 tot ... (per 1.000 inwoners)",
    ),
    (
        "levels_are_possible",
        "{laagst: 0}",
        "{laagst: 0, hoogst: 1.9}",
        "waarde: 2.0}",
        "indicator 'woninginbraken', norm, mijlpalen nr. 1: waarde is 2; dat kan niet",
    ),
    ("levels_are_possible", "boven: 10.0", "boven: 110.0", "110", "indicator 'eenzaamheid', norm: boven is 110; dat kan niet"),
    (
        "levels_are_possible",
        "waarde: 1.25",
        "waarde: -1.25",
        "-1.25",
        "indicator 'woninginbraken', norm, historie nr. 1: waarde is -1.25; dat kan niet",
    ),
    (
        "levels_are_possible",
        "waarde: 11.5",
        "waarde: 111.5",
        "111.5",
        "indicator 'eenzaamheid', nulmeting: waarde is 111.5; dat kan niet",
    ),
    (
        "levels_have_the_shown_precision",
        "waarde: 80.0",
        "waarde: 80.25",
        "80.25",
        "indicator 'opkomst', norm: waarde is 80.25, maar de indicator heeft decimalen: 1; rond af",
    ),
    (
        "norm_year_is_after_the_baseline",
        "boven: 10.0}",
        "boven: 10.0, jaar: 2020}",
        "boven: 10.0",
        "indicator 'eenzaamheid', norm: jaar is 2020, maar de nulmeting loopt tot en met 2020; kies een later jaar",
    ),
    (
        "milestones_are_in_order",
        "jaar: 2026, waarde: 1.75",
        "jaar: 2024, waarde: 1.75",
        "1.75",
        "indicator 'woninginbraken', norm, mijlpalen nr. 2: jaar is 2024, maar de vorige mijlpaal is van 2024; zet mijlpalen",
    ),
    (
        "milestones_are_in_order",
        "jaar: 2024, waarde: 2.0",
        "jaar: 2019, waarde: 2.0",
        "jaar: 2019",
        "indicator 'woninginbraken', norm, mijlpalen nr. 1: jaar is 2019, maar de nulmeting is van 2019",
    ),
    (
        "milestones_are_in_order",
        "jaar: 2026, waarde: 1.75",
        "jaar: 2028, waarde: 1.75",
        "1.75",
        "indicator 'woninginbraken', norm, mijlpalen nr. 2: jaar is 2028, maar de norm zelf geldt voor 2028; kies een jaar vóór",
    ),
    (
        "milestones_stay_before_the_norm",
        "waarde: 1.75",
        "waarde: 1.0",
        "waarde: 1.0}",
        "indicator 'woninginbraken', norm, mijlpalen nr. 2: waarde is 1; dat gaat verder dan de norm (1.5); kies een waarde",
    ),
    (
        "history_is_before_the_norm",
        "datum: 2022-06-30",
        "datum: 2023-06-30 #h\n              ",
        "#h",
        "indicator 'woninginbraken', norm, historie nr. 1, vastgesteld: datum is 2023-06-30, maar de huidige norm is van",
    ),
    (
        "term_is_in_order",
        "{van: 2022, tot: 2030}",
        "{van: 2030, tot: 2022}",
        "looptijd",
        "agenda, looptijd: van is 2030 en tot is 2022; het laatste jaar komt na het eerste.",
    ),
    (
        "baseline_is_in_order",
        "2017-2019",
        "2019-2017",
        "2019-2017",
        "indicator 'woninginbraken', nulmeting: periode loopt van 2019 tot 2017; schrijf 2017-2019.",
    ),
    (
        "bounds_are_in_order",
        "norm: {soort: behouden, waarde: 80.0}",
        "grenzen: {laagst: 9, hoogst: 1}",
        "laagst: 9",
        "indicator 'opkomst', grenzen: laagst is 9 en hoogst is 1; laagst moet kleiner zijn",
    ),
    (
        "breaks_are_one_a_year",
        "periode: 2021, reden: Corona.",
        "periode: 2020, reden: Nog een.",
        "Nog een.",
        "indicator 'woninginbraken', trendbreuken nr. 2: voor 2020 staat er al een trendbreuk (ook op regel 75); zet beide",
    ),
    (
        "commentary_follows_its_figure",
        "periode: 2025",
        "periode: 2027",
        "periode: 2027",
        "indicator 'woninginbraken', toelichtingen nr. 1: periode is 2027, maar de toelichting is van 2026-05-12; kijk datum",
    ),
    (
        "intervention_belongs_somewhere",
        "    ambitie: meedoen\n",
        "",
        "- id: maatjes",
        "interventie 'maatjes': 'indicatoren' en 'ambitie' ontbreken allebei; noem de indicatoren",
    ),
    (
        "end_follows_start",
        "einde: 2025",
        "einde: 2019-01",
        "einde: 2019-01",
        "interventie 'buurtpreventie': einde is 2019-01, maar start is 2019-02; het einde komt na de start.",
    ),
    (
        "effect_shows_after_the_start",
        "zichtbaar_vanaf: 2020",
        "zichtbaar_vanaf: 2018",
        "2018}",
        "interventie 'buurtpreventie', indicator 'woninginbraken': zichtbaar_vanaf is 2018, maar start is 2019-02; kies",
    ),
    (
        "aim_has_a_direction",
        "richting: omlaag, effect",
        "richting: neutraal, effect",
        "effect: 0.5",
        "interventie 'buurtpreventie', indicator 'woninginbraken': richting is 'neutraal'; kies omhoog of omlaag.",
    ),
    (
        "aim_has_a_direction",
        "richting: omlaag, effect",
        "effect",
        "effect: 0.5",
        "interventie 'buurtpreventie', indicator 'woninginbraken': bij 'effect' ontbreekt 'richting'; voeg",
    ),
    (
        "aims_are_named_once",
        "{indicator: eenzaamheid}",
        "{indicator: woninginbraken}",
        "{indicator: woninginbraken}",
        "interventie 'buurtpreventie', indicator 'woninginbraken': indicator 'woninginbraken' staat er al (ook op regel 111)",
    ),
    (
        "evaluation_is_a_link",
        "https://example.org/rapport",
        "javascript:alert(1)",
        "javascript",
        "interventie 'buurtpreventie', evaluaties nr. 1: link is 'javascript:alert(1)'; schrijf een webadres",
    ),
    (
        "others_do_the_same",
        "    einde: 2025\n",
        "    einde: 2025\n    zelfde_aanpak_in: {GM0363: 2018, GM0479: 2019-03}\n",
        "zelfde_aanpak_in",
        "interventie 'buurtpreventie', zelfde_aanpak_in: GM0479 is de gemeente van deze agenda; haal haar hier weg",
    ),
    (
        "others_do_the_same",
        "    einde: 2025\n",
        "    einde: 2025\n    zelfde_aanpak_in: [GM0363, GM0034, GM0363]\n",
        "zelfde_aanpak_in",
        "interventie 'buurtpreventie', zelfde_aanpak_in: GM0363 staat er al (ook op regel",
    ),
]


def case_name(case: tuple[str, ...]) -> str:
    return f"{case[0]}: {case[2].strip()[:40]}"


@pytest.mark.parametrize(("rule", "old", "new", "marker", "expected"), CASES, ids=map(case_name, CASES))
def test_a_broken_rule_is_told_once_at_its_line(rule, old, new, marker, expected):
    text = changed(old, new)
    problems = problems_of(text)
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"{FILE}:{line_of(marker, text)}  {expected}")


@pytest.mark.parametrize(("rule", "old", "new", "marker", "expected"), CASES, ids=map(case_name, CASES))
def test_only_that_rule_sees_it(rule, old, new, marker, expected, monkeypatch):
    monkeypatch.setattr("indicators.agenda.rules.all.RULES", [other for other in RULES if other.__name__ != rule])
    parse_agenda(changed(old, new), FILE)


def test_every_rule_has_a_broken_agenda():
    assert {case[0] for case in CASES} == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("waarde: 11.5", "waarde: 8.0", id="the baseline already meets the norm"),
        pytest.param(
            "gewenste_richting: omlaag\n        bron: {bron: enquete",
            "gewenste_richting: neutraal\n        bron: {bron: enquete",
            id="a band without a desired direction",
        ),
        pytest.param(KEEP, "norm: {soort: vergelijking, ten_opzichte_van: {wie: Nederland}}", id="better than the Netherlands"),
        pytest.param(
            KEEP,
            f"norm: {{soort: vergelijking, jaar: 2028, ten_opzichte_van: {{wie: groep, {THIRD}, gemeenten: [{FIVE}]}}}}",
            id="in the best third of five",
        ),
        pytest.param("- waarde: 1.25\n", "- ten_opzichte_van: {wie: Nederland}\n", id="an earlier norm that was relative"),
        pytest.param("          jaar: 2028\n", "          moment: bij de volgende verkiezing\n", id="a moment instead of a year"),
        pytest.param("periode: 2017-2019", "periode: 2018/'19", id="a school year as baseline"),
        pytest.param("datum: 2021-06-01, besluit", "datum: 2099-06-01, besluit", id="a decision that is dated ahead"),
        pytest.param("einde: 2025", "einde: 2019", id="an end in the year of the start"),
        pytest.param("    periode: jaar\n", "    jaar: 2024\n", id="a file about one year"),
        pytest.param("catalogus: opendata.cbs.nl", "jaar: 2020\n    catalogus: opendata.cbs.nl", id="a table without periods"),
        pytest.param("    marges: {", "    periode: kwartaal 4\n    marges: {", id="margins of one quarter"),
        pytest.param(
            "onderwerp: SterkEenzaam}",
            "onderwerp: SterkEenzaam, voorgangers: [{bron: enquete, onderwerp: SterkEenzaam, filter: {Leeftijd: '80200'}}]}",
            id="a predecessor in the same table under another code",
        ),
        pytest.param(
            "bron: {bron: eigen-bestand, kolom: opkomst}",
            "bron: {bron: kerncijfers, onderwerp: X, groep: Y, eenheid: Z}",
            id="a source that nobody uses",
        ),
    ],
)
def test_no_rule_forbids(old, new):
    parse_agenda(changed(old, new), FILE)


def test_the_shipped_agenda_is_whole():
    agenda = load_agenda(SHIPPED)
    themes = ["Sociale veiligheid", "Gezondheid", "Zorg en ondersteuning", "Opgroeien en ontwikkelen", "Meedoen"]
    assert [ambition.theme for ambition in agenda.ambitions] == themes
    assert [len(ambition.indicators) for ambition in agenda.ambitions] == [6, 5, 6, 5, 6]
    assert len(agenda.interventions) == 6
    assert all(indicator.owner and indicator.caveats and indicator.baseline for indicator in agenda.indicators)
    assert {indicator.id for indicator in agenda.indicators if indicator.norm is None} == {
        "langdurige-aandoening",
        "wmo-clienten",
        "jeugdhulp",
    }
    assert agenda.info.is_example
