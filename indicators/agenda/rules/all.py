"""The rules across objects: everything an agenda must obey that one field cannot tell; each rule only reports."""

from collections.abc import Callable, Iterator

from indicators.agenda.model import Agenda
from indicators.agenda.problems import Finding
from indicators.agenda.rules import files as rules_files
from indicators.agenda.rules import interventions as rules_interventions
from indicators.agenda.rules import names as rules_names
from indicators.agenda.rules import norms as rules_norms
from indicators.agenda.rules import predecessors as rules_predecessors
from indicators.agenda.rules import relative as rules_relative
from indicators.agenda.rules import sites as rules_sites
from indicators.agenda.rules import sources as rules_sources
from indicators.agenda.rules import years as rules_years

Rule = Callable[[Agenda], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    rules_names.ids_are_unique,
    rules_names.sources_exist,
    rules_names.partners_exist,
    rules_names.adopters_exist,
    rules_names.aims_exist,
    rules_names.ambitions_exist,
    rules_sources.catalogue_is_known,
    rules_sources.file_has_one_year_or_column,
    rules_sources.table_has_periods_or_a_year,
    rules_sources.table_is_of_one_year,
    rules_sources.means_have_no_margins,
    rules_sources.margins_are_reachable,
    rules_sources.margin_is_given_once,
    rules_sources.measure_fits_its_source,
    rules_sources.filters_are_for_tables,
    rules_predecessors.predecessors_are_other_figures,
    rules_sources.comparison_is_chosen_one_way,
    rules_files.files_stay_in_the_folder,
    rules_files.files_are_tables,
    rules_files.logo_is_a_picture,
    rules_sites.sites_are_whole_and_no_more,
    rules_norms.norm_has_the_fields_of_its_kind,
    rules_norms.past_norm_is_complete,
    rules_relative.relative_norm_names_its_group,
    rules_relative.relative_norm_asks_one_thing,
    rules_norms.band_is_in_order,
    rules_norms.norm_has_one_deadline,
    rules_norms.norm_to_reach_has_a_deadline,
    rules_norms.norm_fits_the_direction,
    rules_norms.levels_are_possible,
    rules_norms.levels_have_the_shown_precision,
    rules_norms.norm_year_is_after_the_baseline,
    rules_norms.milestones_are_in_order,
    rules_norms.milestones_stay_before_the_norm,
    rules_norms.history_is_before_the_norm,
    rules_years.term_is_in_order,
    rules_years.baseline_is_in_order,
    rules_years.bounds_are_in_order,
    rules_years.breaks_are_one_a_year,
    rules_years.commentary_follows_its_figure,
    rules_interventions.intervention_belongs_somewhere,
    rules_interventions.end_follows_start,
    rules_interventions.effect_shows_after_the_start,
    rules_interventions.aim_has_a_direction,
    rules_interventions.aims_are_named_once,
    rules_interventions.evaluation_is_a_link,
    rules_interventions.others_do_the_same,
)


def check_rules(agenda: Agenda) -> Iterator[Finding]:
    """Everything the rules find, rule by rule."""
    for rule in RULES:
        yield from rule(agenda)
