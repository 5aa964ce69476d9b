"""Conditions joined by all, any and not; conditions of others that fail to answer."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from tests.building import Story
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.guards import AllOf, AnyOf, Not
from trajecten.core.text import Text, same
from trajecten.core.workflow import Guard, Requirement


@dataclass(frozen=True)
class Fixed:
    """A guard that always answers the same."""

    kind: ClassVar[str] = "fixed"

    met: bool
    word: str = "a"

    def evaluate(self, facts: object, situation: object) -> Finding:
        del facts, situation
        return Finding(
            guard="fixed",
            met=self.met,
            message=Text(f"Wel {self.word}.", f"Is {self.word}."),
            missing=() if self.met else (Missing(self.word, same(self.word)),),
            remedies=() if self.met else (Remedy(same(f"do {self.word}")),),
        )


@dataclass(frozen=True)
class Answering:
    """A guard of somebody else, that answers whatever it likes."""

    kind: ClassVar[str] = "distance"

    answer: Any

    def evaluate(self, facts: object, situation: object) -> Any:
        del facts, situation
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


def asked(*guards: Any) -> tuple[Requirement, ...]:
    return tuple(Requirement(guard=one) for one in guards)


def found(guard: Guard) -> Finding:
    return Story().find(guard)


YES, NO = Fixed(met=True), Fixed(met=False)


@pytest.mark.parametrize(
    ("guard", "met"),
    [
        (AllOf(parts=asked(YES, YES)), True),
        (AllOf(parts=asked(YES, NO)), False),
        (AllOf(parts=asked(NO, NO)), False),
        (AnyOf(parts=asked(YES, NO)), True),
        (AnyOf(parts=asked(NO, YES)), True),
        (AnyOf(parts=asked(NO, NO)), False),
        (Not(parts=asked(YES)), False),
        (Not(parts=asked(NO)), True),
        (Not(parts=asked(AllOf(parts=asked(YES, NO)))), True),
        (Not(parts=asked(AnyOf(parts=asked(YES, NO)))), False),
        (AllOf(parts=asked(Not(parts=asked(NO)), AnyOf(parts=asked(NO, YES)))), True),
    ],
)
def test_conditions_join_as_logic_says(guard: Guard, met: bool) -> None:
    assert found(guard).met is met


def test_all_tells_every_part_that_is_not_met() -> None:
    parts = asked(Fixed(met=False, word="b"), YES, Fixed(met=False, word="c"))

    finding = found(AllOf(parts=parts))

    assert finding.message == Text(
        "Nog niet voldaan aan 2 voorwaarden: Wel b. Wel c.", "2 conditions not met yet: Is b. Is c."
    )
    assert [one.id for one in finding.missing] == ["b", "c"]
    assert [one.text.en for one in finding.remedies] == ["do b", "do c"]
    assert [one.met for one in finding.parts] == [False, True, False]


def test_all_that_is_met_says_so() -> None:
    assert found(AllOf(parts=asked(YES))).message == Text(
        "Aan alle voorwaarden is voldaan.", "All conditions are met."
    )


def test_any_tells_what_each_choice_needs() -> None:
    finding = found(AnyOf(parts=asked(Fixed(met=False, word="b"), Fixed(met=False, word="c"))))

    assert finding.message == Text(
        "Een van deze is nodig: Wel b. Of: Wel c.", "One of these is needed: Is b. Or: Is c."
    )
    assert [one.text.en for one in finding.remedies] == ["do b", "do c"]


def test_any_tells_the_choice_that_is_met() -> None:
    finding = found(AnyOf(parts=asked(NO, Fixed(met=True, word="c"))))

    assert finding.message == Text("Wel c.", "Is c.")
    assert (finding.missing, finding.remedies) == ((), ())


def test_not_tells_what_must_not_be() -> None:
    assert found(Not(parts=asked(YES))).message == Text(
        "Dit mag juist niet zo zijn: Wel a.", "This must not be so: Is a."
    )


def test_the_author_may_tell_it_in_other_words() -> None:
    own = Requirement(guard=NO, basis="R4", message=Text("Nog: {missing}!", "Still: {missing}!"))

    finding = own.evaluate(Story().facts, Story().situation())

    assert (finding.message, finding.basis) == (Text("Nog: a!", "Still: a!"), "R4")


def test_other_words_are_for_what_is_not_met() -> None:
    own = Requirement(guard=YES, message=same("Nog niet."))

    finding = own.evaluate(Story().facts, Story().situation())

    assert finding.message == Text("Wel a.", "Is a.")


WELL = {"guard": "distance", "met": True, "message": same("x")}
BAD_ANSWERS = [
    pytest.param(RuntimeError("stuk"), id="raises"),
    pytest.param(RecursionError(), id="recursion"),
    pytest.param(StopIteration(), id="stop-iteration"),
    pytest.param(None, id="none"),
    pytest.param(True, id="true"),
    pytest.param([1], id="truthy-list"),
    pytest.param("met", id="text"),
    pytest.param(Finding, id="class"),
    pytest.param(Finding(**WELL | {"met": [1]}), id="met-list"),  # type: ignore[arg-type]
    pytest.param(Finding(**WELL | {"met": 1}), id="met-number"),  # type: ignore[arg-type]
    pytest.param(Finding(**WELL | {"message": "x"}), id="message-text"),  # type: ignore[arg-type]
    pytest.param(
        Finding(**WELL | {"message": Text("x", None)}),  # type: ignore[arg-type]
        id="message-half",
    ),
    pytest.param(Finding(**WELL | {"missing": ("x",)}), id="missing-text"),  # type: ignore[arg-type]
    pytest.param(Finding(**WELL | {"facts": {"km": 1.5}}), id="fraction"),  # type: ignore[arg-type]
    pytest.param(
        Finding(**WELL | {"facts": {"x": [{"y": {1}}]}}),  # type: ignore[arg-type]
        id="set",
    ),
]


@pytest.mark.parametrize("answer", BAD_ANSWERS)
def test_a_condition_that_gives_no_finding_blocks_and_says_so(answer: object) -> None:
    finding = found(Answering(answer))

    assert finding.met is False
    assert finding.failed is True
    assert finding.message.nl.startswith('De voorwaarde "distance" kon niet worden beoordeeld (')
    assert finding.message.en.startswith('The condition "distance" could not be judged (')
    assert finding.remedies


@pytest.mark.parametrize("answer", BAD_ANSWERS)
@pytest.mark.parametrize(
    "around",
    [
        lambda bad: Not(parts=asked(bad)),
        lambda bad: Not(parts=asked(Not(parts=asked(bad)))),
        lambda bad: AllOf(parts=asked(YES, bad)),
        lambda bad: AnyOf(parts=asked(NO, bad)),
        lambda bad: Not(parts=asked(AllOf(parts=asked(YES, bad)))),
        lambda bad: Not(parts=asked(AllOf(parts=asked(NO, bad)))),
        lambda bad: Not(parts=asked(AnyOf(parts=asked(NO, bad)))),
        lambda bad: AllOf(parts=asked(Not(parts=asked(AnyOf(parts=asked(bad, NO)))))),
    ],
    ids=["not", "not-not", "all", "any", "not-all-yes", "not-all-no", "not-any", "all-not-any"],
)
def test_a_condition_that_gives_no_finding_blocks_wherever_it_stands(
    around: Any, answer: object
) -> None:
    finding = found(around(Answering(answer)))

    assert finding.met is False
    assert finding.failed is True


def test_another_choice_that_is_met_is_enough() -> None:
    finding = found(AnyOf(parts=asked(Answering(None), YES)))

    assert (finding.met, finding.failed) == (True, False)


def test_why_it_could_not_be_judged_is_told() -> None:
    assert found(Answering(ValueError("geen kaart"))).message.en == (
        'The condition "distance" could not be judged (ValueError: geen kaart).'
    )


def test_what_others_say_can_be_written_down_however_strange() -> None:
    finding = found(Answering(ValueError("\ud800" * 500)))

    assert finding.message.en.encode()
    assert len(finding.message.en) < 300


def test_a_condition_without_a_name_blocks_under_that_of_its_class() -> None:
    assert found(object()).guard == "object"  # type: ignore[arg-type]
