"""Norms of others: found by entry point, and a finding when they cannot be judged."""

from collections.abc import Callable
from importlib.metadata import EntryPoint

import pytest

from tests.auditing.norms.history import results, started
from tests.engine.kit import ACTOR, Desk
from trajecten import (
    NORMS,
    Dossier,
    Facts,
    Norm,
    NormResult,
    NormVerdict,
    Text,
    Workflow,
    installed_norms,
    plugins,
)  # fmt: skip
from trajecten.auditing.norms import passed

Install = Callable[..., None]
MODULE = "tests.auditing.norms.test_plugged_in"
ASKS = Text("Is er iets?", "Is there something?")


def something(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    del facts, workflow
    return passed(Text("Ja", "Yes"), (one.seq for one in ledger.entries))


def fails(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    del facts, ledger, workflow
    raise SystemExit("no people at all")


OWN = Norm(id="own", asks=ASKS, source=Text("Eigen", "Own"), judge=something)
FAULTY = Norm(id="faulty", asks=ASKS, source=Text("Eigen", "Own"), judge=fails)
MUMBLING = Norm(
    id="mumbling", asks=ASKS, source=Text("Eigen", "Own"),
    judge=lambda *_of: True,  # type: ignore[arg-type, return-value]
)  # fmt: skip


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Give a function that installs entry points, as name=place."""

    def pretend(**points: str) -> None:
        found = [EntryPoint(name, place, plugins.NORM_GROUP) for name, place in points.items()]
        monkeypatch.setattr(plugins, "entry_points", lambda group: found if group else [])

    return pretend


def test_without_plug_ins_there_are_the_norms_of_trajecten(install: Install) -> None:
    install()

    assert installed_norms() == NORMS


def test_a_norm_of_another_package_judges(desk: Desk, install: Install) -> None:
    install(own=f"{MODULE}:OWN")
    started(project_lead=ACTOR)(desk)

    came = results(desk)["own"]

    assert (came.verdict, came.entries) == (NormVerdict.PASS, (1,))


@pytest.mark.parametrize(
    ("name", "place", "why"),
    [
        ("faulty", f"{MODULE}:FAULTY", "no people at all"),
        ("mumbling", f"{MODULE}:MUMBLING", "bool"),
        ("gone", "no_such_module:NORM", "ModuleNotFoundError"),
        ("other", f"{MODULE}:OWN", "no Norm with this id"),
        ("nothing", "json:dumps", "no Norm with this id"),
    ],
)
def test_a_norm_that_cannot_be_judged_is_a_finding(
    desk: Desk, install: Install, name: str, place: str, why: str
) -> None:
    install(**{name: place})
    started(project_lead=ACTOR)(desk)

    came = results(desk)[name]

    assert came.verdict is NormVerdict.FINDING
    assert why in came.message.en
    assert "could not be judged" in came.message.en


def test_a_plug_in_cannot_take_the_place_of_a_norm(desk: Desk, install: Install) -> None:
    install(N1=f"{MODULE}:OWN")
    started(project_lead=ACTOR)(desk)

    came = results(desk)

    assert came["N1"].verdict is NormVerdict.NOT_APPLICABLE
    assert came[f"N1 ({MODULE}:OWN)"].verdict is NormVerdict.FINDING
