"""Guards of others: found by entry point, used from a file, never a pass when they fail."""

# ruff: noqa: ARG002, ARG005 (these stand in for what takes those parameters)

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import ClassVar

import pytest

from tests.engine.kit import COMMISSIONER, REF, Desk, fitted
from trajecten import (
    BUILTIN,
    Facts,
    Finding,
    InputError,
    ParamKind,
    Situation,
    Text,
    Workflow,
    installed_guards,
    load_workflow,
    param,
    plugins,
)  # fmt: skip

STEP = ("from: listening, to: topics", "from: listening, to: topics, guards: [GUARD]")
MODULE = "tests.engine.test_plugins"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnoughContacts:
    """A guard as another package would bring it."""

    kind: ClassVar[str] = "enough_contacts"

    min: int = param(ParamKind.COUNT, "How many contacts in all.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        counted = sum(one.contacts for one in facts.tallies)
        return Finding(
            guard=self.kind,
            met=counted >= self.min,
            message=Text("{n} van {m}", "{n} of {m}").fill(n=counted, m=self.min),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Raising:
    """A guard with a fault."""

    kind: ClassVar[str] = "raising"

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        raise ZeroDivisionError("no people at all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mumbling:
    """A guard that answers with what is no finding."""

    kind: ClassVar[str] = "mumbling"

    def evaluate(self, facts: Facts, situation: Situation) -> bool:
        return True


Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Give a function that installs entry points, as name=place."""

    def pretend(**points: str) -> None:
        found = [EntryPoint(name, place, plugins.GROUP) for name, place in points.items()]
        monkeypatch.setattr(plugins, "entry_points", lambda group: found)

    return pretend


def with_guard(text: str) -> Workflow:
    """Return the small workflow in which a step asks for a guard that is installed."""
    changed = fitted_text(text)
    return load_workflow(changed, guards=installed_guards())


def fitted_text(guard: str) -> bytes:
    fits = fitted(change=(STEP[0], STEP[0])).text.decode()
    return fits.replace(STEP[0], STEP[1].replace("GUARD", guard)).encode()


def test_without_plug_ins_there_are_the_guards_of_trajecten(install: Install) -> None:
    install()

    assert dict(installed_guards()) == dict(BUILTIN)


def test_a_guard_of_another_package_is_found_by_its_entry_point(install: Install) -> None:
    install(enough_contacts=f"{MODULE}:EnoughContacts")

    assert installed_guards()["enough_contacts"] is EnoughContacts


def test_a_guard_of_another_package_decides_on_a_step(desk: Desk, install: Install) -> None:
    install(enough_contacts=f"{MODULE}:EnoughContacts")
    workflow = with_guard("{guard: enough_contacts, min: 3}")
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()

    refused = desk.engine.advance(REF, "choose")
    desk.hear()
    accepted = desk.engine.advance(REF, "choose")

    assert [(one.guard, one.met, one.message.nl) for one in refused.findings] == [
        ("contacts_per_domain", True, refused.findings[0].message.nl),
        ("enough_contacts", False, "2 van 3"),
    ]
    assert accepted.accepted


def test_an_engine_that_comes_later_knows_the_guard_from_its_entry_point(
    desk: Desk, install: Install
) -> None:
    install(enough_contacts=f"{MODULE}:EnoughContacts")
    workflow = with_guard("{guard: enough_contacts, min: 3}")
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)

    later = desk.like()

    assert [one.guard for one in later.options(REF)[0].findings][-1] == "enough_contacts"


def test_an_engine_can_be_given_its_guards(desk: Desk) -> None:
    guards = {**BUILTIN, "enough_contacts": EnoughContacts}
    workflow = load_workflow(fitted_text("{guard: enough_contacts, min: 3}"), guards=guards)
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)

    later = desk.like(guards=guards)

    assert [one.guard for one in later.options(REF)[0].findings][-1] == "enough_contacts"


@pytest.mark.parametrize(
    ("place", "why"),
    [("Raising", "ZeroDivisionError: no people at all"), ("Mumbling", "answered bool")],
)
def test_a_guard_that_fails_blocks_the_step_and_says_so(
    desk: Desk, install: Install, place: str, why: str
) -> None:
    install(faulty=f"{MODULE}:{place}")
    workflow = with_guard("{guard: faulty}")
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()

    outcome = desk.engine.advance(REF, "choose")

    (unmet,) = [one for one in outcome.findings if not one.met]
    assert not outcome.accepted
    assert unmet.failed
    assert why in unmet.message.en
    assert why in unmet.message.nl
    assert "Traceback" not in repr(desk.tables())
    assert desk.engine.log(REF)[-1].result == "refused"


def test_the_opposite_of_a_guard_that_fails_blocks_too(desk: Desk, install: Install) -> None:
    install(faulty=f"{MODULE}:Raising")
    workflow = with_guard("{not: {guard: faulty}}")
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()

    assert not desk.engine.advance(REF, "choose").accepted
    assert not desk.engine.options(REF)[0].allowed


@pytest.mark.parametrize("name", ["artefact", "all", "not"])
def test_a_plug_in_may_not_take_the_name_of_another_guard(install: Install, name: str) -> None:
    install(**{name: f"{MODULE}:EnoughContacts"})

    with pytest.raises(InputError) as caught:
        installed_guards()

    assert name in caught.value.detail.en
    assert "taken" in caught.value.detail.en
    assert "dubbele naam" in caught.value.detail.nl


def test_two_plug_ins_may_not_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("enough", f"{MODULE}:EnoughContacts", plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point, point])

    with pytest.raises(InputError):
        installed_guards()


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("no_such_module:Guard", "ModuleNotFoundError"),
        (f"{MODULE}:NoSuchGuard", "AttributeError"),
    ],
)
def test_a_plug_in_that_cannot_be_loaded_is_named(install: Install, place: str, why: str) -> None:
    install(broken=place)

    with pytest.raises(InputError) as caught:
        installed_guards()

    assert "'broken'" in caught.value.detail.en
    assert place in caught.value.detail.nl
    assert why in caught.value.detail.en


def test_a_plug_in_that_is_no_guard_is_named(install: Install) -> None:
    install(broken="json:dumps")

    with pytest.raises(InputError) as caught:
        installed_guards()

    assert "'broken'" in caught.value.detail.en


def test_an_engine_needs_no_plug_in_that_it_does_not_ask_for(desk: Desk, install: Install) -> None:
    install(broken="no_such_module:Guard")

    assert desk.like(guards=BUILTIN).refs() == ()
