"""What Haven and the Dutch government's clusters ask of a manifest, as faults in words; it starts nothing."""

from collections.abc import Iterator
from typing import Any

Manifest = dict[str, Any]
_OF_A_CONTAINER = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True}
_LOWEST_USER = 10_000
"""Below it are the users of the machine itself."""


def faults(manifest: Manifest) -> list[str]:
    """Empty when it keeps all of them."""
    pod = pod_of(manifest)
    return (
        []
        if pod is None
        else [*_of_pod(pod), *(fault for each in containers(pod) for fault in _of_container(each, manifest["kind"]))]
    )


def pod_of(manifest: Manifest) -> Manifest | None:
    """What is started, of a manifest that starts something."""
    spec = manifest.get("spec", {})
    template = spec.get("jobTemplate", {}).get("spec", spec).get("template")
    return template["spec"] if template else None


def labels_of(manifest: Manifest) -> dict[str, str]:
    """Of what it starts."""
    spec = manifest["spec"]
    return spec.get("jobTemplate", {}).get("spec", spec)["template"]["metadata"]["labels"]


def containers(pod: Manifest) -> list[Manifest]:
    """All that run in it."""
    return [*pod["containers"], *pod.get("initContainers", [])]


def policies_for(labels: dict[str, str], manifests: list[Manifest]) -> list[Manifest]:
    """The network policies that hold for a pod with these labels."""
    policies = [each for each in manifests if each["kind"] == "NetworkPolicy"]
    chosen = [(each, each["spec"]["podSelector"].get("matchLabels", {})) for each in policies]
    return [policy for policy, wanted in chosen if wanted.items() <= labels.items()]


def _of_pod(pod: Manifest) -> Iterator[str]:
    context = pod.get("securityContext", {})
    if context.get("runAsNonRoot") is not True or context.get("runAsUser", 0) < _LOWEST_USER:
        yield "runs as root, or as a user of the machine"
    if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield "may ask everything of the kernel"
    if pod.get("automountServiceAccountToken") is not False:
        yield "holds a key to the cluster"
    if any(pod.get(shared) for shared in ("hostNetwork", "hostPID", "hostIPC")):
        yield "shares something of the machine"
    if any("hostPath" in volume for volume in pod.get("volumes", [])):
        yield "reads a folder of the machine"


def _of_container(container: Manifest, kind: str) -> Iterator[str]:
    context, resources = container.get("securityContext", {}), container.get("resources", {})
    if any(context.get(name) is not wanted for name, wanted in _OF_A_CONTAINER.items()) or context.get("privileged"):
        yield "can get more rights, or write outside its volumes"
    if context.get("capabilities", {}).get("drop") != ["ALL"]:
        yield "keeps capabilities"
    if any(not resources.get(of, {}).get(what) for of in ("requests", "limits") for what in ("cpu", "memory")):
        yield "has no bounds on processor or memory"
    tag = container["image"].rpartition("/")[2].partition(":")[2]
    if tag in {"", "latest"}:
        yield "is whatever version there is"
    probes = ("startupProbe", "readinessProbe", "livenessProbe")
    if kind == "Deployment" and any(probe not in container for probe in probes):
        yield "is not asked how it is"
