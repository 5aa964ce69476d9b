"""The catalogue names the newest version of each workflow by its id, and older ones beside it."""

import pytest

from tests.workflows.test_bundled import BUNDLED
from trajecten import (
    NotFoundError,
    Severity,
    bundled_workflow,
    bundled_workflows,
    check_text,
    load_workflow,
)
from trajecten.core.workflow import numbers_of

OMASTADI = "omastadi-helsinki"


def info(identifier):
    return next(one for one in bundled_workflows() if one.id == identifier)


def test_each_id_is_listed_once_with_its_newest_version():
    listed = [one.id for one in bundled_workflows()]

    assert listed == sorted(set(listed))
    assert info(OMASTADI).version == "2.0.0"


def test_the_older_versions_stand_beside_the_newest():
    assert info(OMASTADI).older == ("omastadi-helsinki@1.0.0",)
    assert info("relatie-eerst").older == ()


@pytest.mark.parametrize(
    ("name", "version"),
    [(OMASTADI, "2.0.0"), (f"{OMASTADI}@2.0.0", "2.0.0"), (f"{OMASTADI}@1.0.0", "1.0.0")],
)
def test_a_version_is_named_after_the_id(name, version):
    assert load_workflow(bundled_workflow(name)).version == version


@pytest.mark.parametrize("name", [f"{OMASTADI}@3.0.0", "relatie-eerst@0.9.0"])
def test_a_version_that_does_not_come_along_is_said_with_those_that_do(name):
    identifier = name.partition("@")[0]

    with pytest.raises(NotFoundError, match=f"these are: {identifier}@"):
        bundled_workflow(name)


@pytest.mark.parametrize("name", ["onbekend", "@1.0.0", "omastadi-helsinki.yaml", "../schema"])
def test_a_name_that_is_no_workflow_is_not_found(name):
    with pytest.raises(NotFoundError, match="is not bundled"):
        bundled_workflow(name)


@pytest.mark.parametrize("file", [one for one in BUNDLED if "@" in one])
def test_a_file_of_an_older_version_is_older_and_sound(file):
    text = BUNDLED[file].read_bytes()
    workflow = load_workflow(text, name=file)

    assert file == f"{workflow.id}@{workflow.version}.yaml"
    assert numbers_of(workflow.version) < numbers_of(info(workflow.id).version)
    assert not [one for one in check_text(text) if one.severity is Severity.ERROR]
