"""What a watch wants to know, in the form of Prometheus, on a port of its own; it names no reader and judges no figure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, Histogram, Metric, ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from dashboard.server.health import Found
from dashboard.server.kept_shortly import KeptShortly
from dashboard.settings import METRICS_ADDRESS_VARIABLE, METRICS_PORT_VARIABLE, metrics_address, metrics_port
from etl.store.answered import SourceState


class MetricsError(Exception):
    """The port for the figures about the server cannot be had; the text says what to write."""


def serve_metrics(found: Mapping[str, KeptShortly[Found]], sessions: Gauge, reruns: Histogram) -> None:
    """Answer there from now on, when the settings say where; MetricsError when that cannot be.

    Under every path, so also below the one at which the dashboard is served.
    """
    try:
        port, address = metrics_port(), metrics_address()
    except ValueError as problem:
        raise MetricsError(str(problem)) from problem
    if port is None:
        return
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    for collector in (sessions, reruns, Figures(found)):
        registry.register(collector)
    try:
        start_http_server(port, address, registry)
    except OSError as problem:
        raise MetricsError(
            f"{METRICS_PORT_VARIABLE}: poort {port} op {address} is bezet of niet te gebruiken."
            f" Kies een andere poort, of een ander adres met {METRICS_ADDRESS_VARIABLE}."
        ) from problem


class Figures(Collector):
    """How old the figures are and how each source fares, looked up when asked."""

    def __init__(self, found: Mapping[str, KeptShortly[Found]]) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        """Metrics of now, per agenda (one without a name has no label); a source that never answered has no age."""
        found: dict[tuple[str, ...], Found] = {(name,) if name else (): each.get() for name, each in self._found.items()}
        about = ["agenda"] if () not in found else []
        ready = GaugeMetricFamily("databoek_ready", "1: /gereed zegt 200, 0: 503.", labels=about)
        alone = GaugeMetricFamily("databoek_recording_alone", "1: er zijn alleen cijfers uit de opname.", labels=about)
        answered = GaugeMetricFamily(
            "databoek_answered_age_seconds", "Hoe lang geleden een bron voor het laatst antwoordde.", labels=about
        )
        for whose, each in found.items():
            ready.add_metric(whose, float(each.state.gereed))
            alone.add_metric(whose, float(each.state.opname))
            if each.answers.last:
                answered.add_metric(whose, (each.now - each.answers.last).total_seconds())
        yield from (ready, alone, answered)
        for name, meaning, value in _OF_A_SOURCE:
            yield _per_source(name, meaning, about, found, value)


def _seconds(since: datetime | None, now: datetime) -> float | None:
    return (now - since).total_seconds() if since else None


_OF_A_SOURCE: tuple[tuple[str, str, Callable[[SourceState, datetime], float | None]], ...] = (
    (
        "fetched_age_seconds",
        "Hoe lang geleden de cijfers van deze bron zijn opgehaald.",
        lambda source, now: _seconds(source.fetched_at, now),
    ),
    (
        "answered_age_seconds",
        "Hoe lang geleden deze bron voor het laatst antwoordde, ook dat er niets nieuws was.",
        lambda source, now: _seconds(source.answered_at, now),
    ),
    ("failures_in_a_row", "Hoe vaak achter elkaar deze bron niets gaf.", lambda source, _now: float(source.failures)),
)


def _per_source(
    name: str,
    meaning: str,
    about: Sequence[str],
    found: Mapping[tuple[str, ...], Found],
    value: Callable[[SourceState, datetime], float | None],
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"databoek_source_{name}", meaning, labels=[*about, "source", "catalogue", "table"])
    for whose, each in found.items():
        for source in each.answers.sources:
            known = value(source, each.now)
            if known is not None:
                family.add_metric([*whose, source.label, source.catalogue, source.table_id], known)
    return family
