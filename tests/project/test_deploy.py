"""The container, compose and the cluster, as files: valid, without rights that nobody needs, of one piece with the program."""

import copy
import re
import secrets
import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
import yaml
from support.conventions import Manifest, containers, faults, labels_of, pod_of, policies_for
from support.shipped import ROOT
from typer.testing import CliRunner

from dashboard import settings
from dashboard.server.health import ALIVE_PATH
from dashboard.server.login import find_login
from etl.__main__ import app

DEPLOY = ROOT / "deploy"
MANUAL = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
USER = "10001"


def manifests_in(path: Path) -> list[Manifest]:
    return [each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each]


FILES = {path.name: manifests_in(path) for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))}
ALL = [each for manifests in FILES.values() for each in manifests]
STARTING = {f"{each['kind']}/{each['metadata']['name']}": each for each in ALL if pod_of(each)}
DASHBOARD = STARTING["Deployment/databoek"]


@pytest.mark.parametrize("name", FILES)
def test_a_cluster_knows_every_word_of_a_manifest(name: str) -> None:
    for manifest in FILES[name]:
        kubernetes_validate.validate(manifest, "1.34", strict=True)


def test_a_word_that_a_cluster_does_not_know_is_seen() -> None:
    wrong = copy.deepcopy(DASHBOARD)
    wrong["spec"]["template"]["spec"]["containers"][0]["image_"] = "databoek"
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.34", strict=True)


@pytest.mark.parametrize("name", STARTING)
def test_what_is_started_keeps_to_the_conventions(name: str) -> None:
    assert faults(STARTING[name]) == []


BROKEN = {
    "runs as root": lambda pod: pod["securityContext"].pop("runAsNonRoot"),
    "user of the machine": lambda pod: pod["securityContext"].update(runAsUser=1),
    "everything of the kernel": lambda pod: pod["securityContext"].pop("seccompProfile"),
    "a key to the cluster": lambda pod: pod.pop("automountServiceAccountToken"),
    "something of the machine": lambda pod: pod.update(hostNetwork=True),
    "a folder of the machine": lambda pod: pod["volumes"].append({"name": "x", "hostPath": {"path": "/"}}),
    "get more rights": lambda pod: pod["containers"][0]["securityContext"].update(allowPrivilegeEscalation=True),
    "outside its volumes": lambda pod: pod["containers"][0]["securityContext"].pop("readOnlyRootFilesystem"),
    "keeps capabilities": lambda pod: pod["containers"][0]["securityContext"]["capabilities"].update(add=["NET_ADMIN"], drop=[]),
    "no bounds on": lambda pod: pod["containers"][0]["resources"]["limits"].pop("memory"),
    "whatever version": lambda pod: pod["containers"][0].update(image="registry.voorbeeldstad.nl:5000/databoek"),
    "how it is": lambda pod: pod["containers"][0].pop("livenessProbe"),
}


@pytest.mark.parametrize("words", BROKEN)
def test_what_breaks_a_convention_is_seen(words: str) -> None:
    wrong = copy.deepcopy(DASHBOARD)
    BROKEN[words](pod_of(wrong))
    assert [fault for fault in faults(wrong) if words in fault]


def test_everything_that_runs_is_closed_unless_a_policy_opens_it() -> None:
    for manifest in STARTING.values():
        policies = policies_for(labels_of(manifest), ALL)
        closed = [policy for policy in policies if set(policy["spec"]) == {"podSelector", "policyTypes"}]
        assert [set(policy["spec"]["policyTypes"]) for policy in closed] == [{"Ingress", "Egress"}]


def test_the_dashboard_talks_to_nobody_and_nobody_talks_to_the_refresh() -> None:
    of_dashboard = policies_for(labels_of(DASHBOARD), ALL)
    of_refresh = policies_for(labels_of(STARTING["CronJob/databoek-refresh"]), ALL)
    assert [policy for policy in of_dashboard if policy["spec"].get("egress")] == []
    assert [policy for policy in of_refresh if policy["spec"].get("ingress")] == []
    opened = [port["port"] for policy in of_dashboard for rule in policy["spec"].get("ingress", []) for port in rule["ports"]]
    (container,) = containers(pod_of(DASHBOARD))
    assert opened == [port["containerPort"] for port in container["ports"]]
    assert all(rule["from"] for policy in of_dashboard for rule in policy["spec"].get("ingress", []))


def test_what_the_manifests_name_is_what_they_make() -> None:
    made = {(each["kind"], each["metadata"]["name"]) for each in ALL}
    by_hand = {"ConfigMap": "databoek-agenda", "Secret": "databoek"}
    (service,) = [each for each in ALL if each["kind"] == "Service"]
    (ingress,) = [each for each in ALL if each["kind"] == "Ingress"]
    (budget,) = [each for each in ALL if each["kind"] == "PodDisruptionBudget"]
    for manifest in STARTING.values():
        pod = pod_of(manifest)
        for volume in pod["volumes"]:
            if claim := volume.get("persistentVolumeClaim"):
                assert ("PersistentVolumeClaim", claim["claimName"]) in made
            elif asked := volume.get("configMap"):
                assert asked["name"] == by_hand["ConfigMap"]
            elif secret := volume.get("secret"):
                assert secret["optional"], "who reads alone needs none"
        mounted = {mount["name"] for container in containers(pod) for mount in container["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["volumes"]}
    assert service["spec"]["selector"].items() <= labels_of(DASHBOARD).items()
    assert budget["spec"]["selector"]["matchLabels"].items() <= labels_of(DASHBOARD).items()
    (rule,) = ingress["spec"]["rules"]
    assert rule["http"]["paths"][0]["backend"]["service"]["name"] == service["metadata"]["name"]
    about = (DEPLOY / "kubernetes" / "dashboard.yaml").read_text(encoding="utf-8")
    assert f"create configmap {by_hand['ConfigMap']}" in about
    assert f"create secret generic {by_hand['Secret']}" in about


def test_who_lets_people_log_in_gets_one_whole_with_the_commands_of_the_manual(tmp_path: Path) -> None:
    login = manifests_in(DEPLOY / "kubernetes" / "login" / "login.yaml")
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    for command in re.findall(r"(?m)^sed --in-place (?:.*\\\n)*.*$", MANUAL):
        subprocess.run(["/bin/sh", "-ec", command], cwd=tmp_path, check=True)
    files = [manifests_in(path) for path in sorted((tmp_path / "deploy" / "kubernetes").glob("*.yaml"))]
    everything = [*login, *(each for manifests in files for each in manifests)]
    for manifest in everything:
        kubernetes_validate.validate(manifest, "1.34", strict=True)
        assert faults(manifest) == []
    claims = {each["metadata"]["name"] for each in everything if each["kind"] == "PersistentVolumeClaim"}
    places = {}
    for each in (each for each in everything if pod_of(each)):
        pod = pod_of(each)
        (agenda,) = [volume for volume in pod["volumes"] if volume["name"] == "agenda"]
        assert agenda["persistentVolumeClaim"]["claimName"] in claims
        (mount,) = [mount for mount in containers(pod)[0]["volumeMounts"] if mount["name"] == "agenda"]
        places[each["kind"]] = (mount["mountPath"], mount.get("readOnly", False))
    assert places == {"Deployment": ("/config", False), "CronJob": ("/config", True)}


def test_the_settings_of_logging_in_are_those_the_program_needs_and_its_secrets_are_files(tmp_path: Path) -> None:
    (settings_of,) = [
        each for each in manifests_in(DEPLOY / "kubernetes" / "login" / "login.yaml") if each["kind"] == "ConfigMap"
    ]
    pod = pod_of(DASHBOARD)
    (container,) = containers(pod)
    assert container["envFrom"] == [{"configMapRef": {"name": settings_of["metadata"]["name"], "optional": True}}]
    (secret,) = [volume["secret"] for volume in pod["volumes"] if "secret" in volume]
    assert (secret["secretName"], secret["optional"]) == ("databoek-aanmelden", True)
    assert f"create secret generic {secret['secretName']} " in MANUAL
    said = dict(settings_of["data"])
    for name, file in [(name, value) for name, value in said.items() if name.endswith("_FILE")]:
        where, _, key = file.rpartition("/")
        assert [mount["mountPath"] for mount in container["volumeMounts"] if mount["name"] == "geheim"] == [where]
        assert f"> /srv/databoek/geheim/{key}\n" in MANUAL
        (tmp_path / key).write_text(secrets.token_urlsafe(48), encoding="utf-8")
        said[name] = str(tmp_path / key)
    (hosts,) = [each["value"] for each in container["env"] if each["name"] == settings.HOSTS_VARIABLE]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in said.items():
            patch.setenv(name, value)
        login = find_login((hosts,))
    assert login is not None
    assert login.is_secure


def test_every_program_in_the_cluster_is_one_and_the_same() -> None:
    assert len({container["image"] for each in STARTING.values() for container in containers(pod_of(each))}) == 1
    assert {pod_of(each)["securityContext"]["runAsUser"] for each in STARTING.values()} == {int(USER)}


def test_probes_ask_what_is_always_answered_however_old_the_figures_are() -> None:
    (container,) = containers(pod_of(DASHBOARD))
    probes = [container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")]
    assert [probe["path"] for probe in probes] == [ALIVE_PATH] * 3
    assert f":8501{ALIVE_PATH}'" in CONTAINERFILE


def settings_named() -> set[str]:
    of_cluster = {one["name"] for each in STARTING.values() for container in containers(pod_of(each)) for one in container["env"]}
    of_compose = {name for service in COMPOSE["services"].values() for name in service.get("environment", {})}
    return of_cluster | of_compose | set(re.findall(r"\bDATABOEK_[A-Z_]+(?==)", CONTAINERFILE))


def test_every_setting_is_one_the_program_reads() -> None:
    read = {
        name
        for path in ("dashboard", "etl")
        for file in (ROOT / path).rglob("*.py")
        for name in re.findall(r"DATABOEK_[A-Z_]+", file.read_text(encoding="utf-8"))
    }
    named = settings_named()
    assert {name for name in named if name.startswith("DATABOEK_")} <= read
    assert {name for name in named if not name.startswith("DATABOEK_")} == {"STREAMLIT_SERVER_COOKIE_SECRET"}
    assert settings.HOSTS_VARIABLE in named


def test_the_container_has_no_root_no_pip_and_only_files_whose_hash_we_know() -> None:
    last = CONTAINERFILE.rpartition("FROM ")[2]
    assert re.findall(r"^USER (\S+)", last, re.MULTILINE) == [f"{USER}:{USER}"]
    assert last.index("USER") < last.index("CMD")
    installs = re.findall(r"pip install[^&]*", CONTAINERFILE)
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "--only-binary :all:" in installs[0]
    assert "site-packages/pip" in CONTAINERFILE
    assert re.findall(r"^(?:ADD|RUN .*(?:curl|wget|apt))", CONTAINERFILE, re.MULTILINE) == []


def test_the_container_holds_what_runs_and_nothing_that_is_only_for_building() -> None:
    kept = {
        line.removeprefix("!")
        for line in (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    assert {"config", "dashboard", "etl", "indicators", "requirements.txt"} <= kept
    assert not kept & {"tests", "benchmarks", ".git", "data", "deploy"}
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_compose_keeps_everything_as_bare_as_a_cluster_does() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert service["cpus"], name
        assert not service.get("privileged"), name


def test_compose_has_two_processes_where_haproxy_looks_for_them_and_nothing_else_that_can_be_reached() -> None:
    services = COMPOSE["services"]
    proxy = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    looked_for = re.findall(r"^\s+server \w+ 127\.0\.0\.1:(\d+)", proxy, re.MULTILINE)
    processes = [service for service in services.values() if service.get("network_mode") == "service:proxy"]
    assert [service["command"][-1] for service in processes] == looked_for
    assert len({service["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"] for service in processes}) == 1
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert [volume for volume in services["proxy"]["volumes"] if not volume.endswith(":ro")] == []


def test_the_refresh_of_compose_can_be_typed() -> None:
    command = COMPOSE["services"]["verversing"]["command"]
    offered = CliRunner().invoke(app, ["refresh", "--help"], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}).output
    assert command[:4] == ["python", "-m", "etl", "refresh"]
    assert [flag for flag in command if flag.startswith("--") and flag not in offered] == []
