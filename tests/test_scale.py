"""What a cluster takes is reckoned, and the documents and the files that start one say the same."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from qa.index.milvus import builds
from tests.benchmarks import scale_simulation as simulation
from tests.benchmarks.scale_sizes import (
    CLUSTERS,
    COPIES,
    HOLDS,
    LOADED,
    Cluster,
    Measured,
    read_measured,
    table,
)

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
VALUES = yaml.safe_load((DOCS / "deploy" / "milvus.values.yaml").read_text("utf-8"))
COMPOSE = yaml.safe_load((DOCS / "deploy" / "milvus.compose.yaml").read_text("utf-8"))
USER = (VALUES["extraConfigFiles"]["user.yaml"], COMPOSE["configs"]["user"]["content"])
AGENCY = CLUSTERS[1]
GI, OF_A_NODE = 2**30, (7.5, 58 * 2**30)  # cores and bytes of a node that pods may have


def amount(text: str) -> float:
    """A quantity of Kubernetes."""
    for unit, factor in (("Gi", GI), ("m", 1e-3), ("", 1.0)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    raise AssertionError(text)


def names(tree: object) -> set[str]:
    """Of all settings, and of what they belong to."""
    if isinstance(tree, list):
        return set().union(*map(names, tree))
    return set(tree).union(*map(names, tree.values())) if isinstance(tree, dict) else set()


def explained(title: str) -> set[str]:
    """The words that a part of docs/cluster.md has as code."""
    part = re.split(r"^## ", (DOCS / "cluster.md").read_text("utf-8"), flags=re.MULTILINE)
    (found,) = [each for each in part if each.startswith(title)]
    return set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`]+)`", found))))


def test_the_document_has_the_table_that_is_reckoned():
    assert table(read_measured()) in (DOCS / "scale.md").read_text("utf-8")


def test_a_build_is_as_large_as_by_hand():
    # a code of 56 bytes and 384 to refine by, a seventh of that for the passage, 15 words at 8 bytes and six numbers
    assert AGENCY.memory() == pytest.approx(1e8 * (440 * 8 / 7 + 168))
    assert AGENCY.fan_out() == 5  # three builds of 67 GB, 48 GB a node
    assert replace(AGENCY, millions=300).query_nodes() == 26


def test_three_builds_are_loaded_at_most():
    assert builds._LOADED + 1 == LOADED


def test_the_query_nodes_of_the_values_hold_what_is_reckoned():
    nodes, measured = VALUES["queryNode"], read_measured()
    asked, most = nodes["resources"]["requests"], nodes["resources"]["limits"]
    assert nodes["replicas"] == AGENCY.query_nodes()
    assert amount(asked["memory"]) == amount(most["memory"]) <= OF_A_NODE[1]
    assert 0.75 < HOLDS / amount(most["memory"]) < 0.85
    assert amount(most["ephemeral-storage"]) > 1.2 * AGENCY.mapped(measured) * LOADED / AGENCY.fan_out()
    for user in map(yaml.safe_load, USER):
        assert user["common"]["security"]["authorizationEnabled"] is True
        assert user["queryNode"]["mmap"] == {
            "vectorField": True,
            "vectorIndex": False,
            "scalarField": True,
            "scalarIndex": True,
        }
    assert yaml.safe_load(USER[0])["queryCoord"]["clusterLevelLoadReplicaNumber"] == COPIES


def test_all_else_of_the_values_fits_its_nodes():
    parts = [VALUES[name] for name in ("proxy", "mixCoordinator", "streamingNode", "dataNode", "etcd", "minio")]
    many = [part.get("replicas") or part["replicaCount"] for part in parts]
    asked = [part["resources"]["requests"] for part in parts]
    for what, of_a_node in zip(("cpu", "memory"), OF_A_NODE, strict=True):
        assert sum(n * amount(each[what]) for n, each in zip(many, asked, strict=True)) < AGENCY.others * of_a_node
    data, disks = VALUES["dataNode"], VALUES["minio"]
    assert data["replicas"] * amount(data["resources"]["requests"]["cpu"]) == AGENCY.data_cores
    assert disks["replicas"] * amount(disks["persistence"]["size"]) > AGENCY.volumes(read_measured())


def test_every_setting_of_the_values_is_explained():
    named = names(VALUES) - {"extraConfigFiles", "user.yaml"} | names(yaml.safe_load(USER[0]))
    as_on_one_machine = names(yaml.safe_load(USER[1]))
    assert named - as_on_one_machine - explained("Several machines") == set()
    assert {"mixCoordinator", "ephemeral-storage", "clusterLevelLoadReplicaNumber"} <= named


def test_every_setting_of_the_compose_file_is_explained():
    told, named = explained("One machine of its own"), names(COMPOSE["services"]) | names(yaml.safe_load(USER[1]))
    grammar = {
        "command",
        "condition",
        "configs",
        "environment",
        "interval",
        "ports",
        "retries",
        "source",
        "target",
        "test",
    }
    options = {
        option for service in COMPOSE["services"].values() for option in re.findall(r"--[a-z-]+", service["command"])
    }
    parents = {"etcd", "minio", "milvus", "common", "security", "queryNode", "start_period"}
    assert (named | options) - grammar - parents - told == set()
    assert {port.rpartition(":")[0] for port in COMPOSE["services"]["milvus"]["ports"]} == {
        "127.0.0.1:19530",
        "127.0.0.1:9091",
    }
    assert {"19530", "9091", "MINIO_ROOT_USER", "--auto-compaction-retention"} <= told


def test_versions_are_pinned():
    images = [service["image"] for service in COMPOSE["services"].values()]
    assert all(re.search(r":(v\d+\.\d+\.\d+|RELEASE\.[\w-]+)$", image) for image in images)
    tag = VALUES["image"]["all"]["tag"]
    assert f"milvusdb/milvus:{tag}" in images
    command = re.findall(r"--version (\S+)", (DOCS / "deploy" / "milvus.values.yaml").read_text("utf-8"))
    assert [f"`--version {version}`" in (DOCS / "cluster.md").read_text("utf-8") for version in command] == [True]


def test_every_guess_is_named():
    text = (DOCS / "scale.md").read_text("utf-8")
    for name in ("scale_sizes", "scale_simulation"):
        code = (ROOT / "tests" / "benchmarks" / f"{name}.py").read_text("utf-8")
        (part,) = re.findall(r"\n# Guesses\n((?:[A-Z].*\n)+)", code)
        guesses = re.findall(r"\b[A-Z][A-Z_]{3,}\b", "\n".join(line.partition(" = ")[0] for line in part.splitlines()))
        assert [guess for guess in guesses if f"`{guess}`" not in text] == []
        assert len(guesses) >= 4


def one_person(monkeypatch: pytest.MonkeyPatch) -> tuple[Cluster, Measured]:
    """Times that do not differ, of 100 ms for candidates and 200 for the rest, and vectors searched for nothing."""
    monkeypatch.setattr(simulation, "ASKERS", 1)
    monkeypatch.setattr(simulation, "SPREAD", 0.0)
    monkeypatch.setattr(simulation, "ENCODER_SPREAD", 0.0)
    measured = replace(
        read_measured(),
        candidates_ms=(100.0,) * 19,
        server_ms=(200.0,) * 19,
        scan_ms={"FLAT": 0.0},
        encoded_per_second=100,
    )
    return Cluster(8, "FLAT", 1, encoders=2, data_cores=1, others=1, servers=1), measured


def test_a_question_takes_what_its_parts_take(monkeypatch):
    cluster, measured = one_person(monkeypatch)
    asked = simulation.Questions(cluster, measured).run()
    # half of 8 million sentences on each of two nodes, half a million on a core at 10 ms a million: 5 ms
    assert cluster.fan_out() == 1
    assert {round(each, 6) for each in asked.seconds} == {0.31}
    assert asked.failed == 0
    assert 300 < len(asked.seconds) < 400  # an hour of reading ten seconds


def test_there_is_no_answer_while_no_copy_is_up(monkeypatch):
    cluster, measured = one_person(monkeypatch)
    asked = simulation.Questions(cluster, measured, days=1e-6).run()
    assert asked.failed > 50 * len(asked.seconds)


def test_encoding_takes_what_it_takes(monkeypatch):
    cluster, measured = one_person(monkeypatch)
    whole = simulation.hours_of_encoding(cluster, measured, 1e9)
    assert whole == pytest.approx(8e6 / 2 / 100 / 3600, rel=1e-3)
    assert simulation.hours_of_encoding(cluster, measured, 1.0) > 1.03 * whole


def test_what_was_measured_rises_by_twentieths():
    measured = read_measured()
    for spread in (measured.candidates_ms, measured.server_ms):
        assert len(spread) == 19
        assert list(spread) == sorted(spread)
