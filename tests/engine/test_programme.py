"""A programme: topics, the trajectories that take them up, and what the parent knows of those."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.engine.kit import ACTOR, COMMISSIONER, EINDIG, ORIGIN, START, Desk, fitted, small
from trajecten import (
    AddNote,
    AddTopic,
    ChooseTopic,
    InputError,
    NotFoundError,
    Outcome,
    RecordContact,
    SetCriteria,
    StoreError,
    Workflow,
    load_workflow,
)  # fmt: skip

PARENT = "P-1"
FIRST, SECOND = "K-1", "K-2"
TOPIC = "topic-1"
CHOOSE = "from: listening, to: topics"


def asking(guard: str) -> Workflow:
    """Return the small workflow with one more condition on its first step."""
    return fitted(change=(CHOOSE, f"{CHOOSE}, guards: [{guard}]"))


def choice(by: str = "council", *, topic: str = TOPIC, chosen: bool = True) -> ChooseTopic:
    return ChooseTopic(topic=topic, by=by, reason=f"Want {by}", chosen=chosen)


@pytest.fixture
def programme(desk: Desk) -> Desk:
    """Give a desk with a programme that waits for all its children to end, and a chosen topic."""
    workflow = asking("{guard: children, final: true}")
    desk.engine.start(workflow, "Programma", commissioner=COMMISSIONER, ref=PARENT)
    desk.hear(PARENT)
    desk.engine.do(PARENT, AddTopic(text="Wonen", domain="community"))
    desk.engine.do(PARENT, choice())
    return desk


def started(desk: Desk, ref: str, **given: str) -> Outcome:
    """Start a trajectory under the programme, with a workflow of its own."""
    under = {"parent": PARENT} | given
    return desk.engine.start(
        load_workflow(EINDIG), f"Kind {ref}", commissioner=COMMISSIONER, ref=ref, **under
    )


def test_the_first_entry_of_a_child_names_the_last_entry_of_its_parent(programme: Desk) -> None:
    last = programme.engine.log(PARENT)[-1]
    (identity,) = programme.rows("SELECT id FROM trajecten_trajectory")

    started(programme, FIRST, topic=TOPIC)

    (made,) = programme.engine.log(FIRST)
    assert made.data["parent"] == {
        "ref": PARENT,
        "trajectory": identity.id,
        "seq": last.seq,
        "hash": last.hash,
        "topic": TOPIC,
    }


def test_a_child_without_a_topic_says_so(programme: Desk) -> None:
    started(programme, FIRST)

    parent = programme.engine.log(FIRST)[0].data["parent"]
    assert isinstance(parent, dict)
    assert parent["topic"] is None


def test_a_trajectory_without_a_parent_says_nothing_of_one(programme: Desk) -> None:
    assert "parent" not in programme.engine.log(PARENT)[0].data


def test_a_child_leaves_no_trace_in_the_ledger_of_its_parent(programme: Desk) -> None:
    before = programme.engine.log(PARENT)

    started(programme, FIRST)

    assert programme.engine.log(PARENT) == before
    assert programme.engine.verify().intact


@pytest.mark.parametrize(
    ("given", "field", "error"),
    [
        ({"parent": "P-9"}, "parent", NotFoundError),
        ({"parent": PARENT, "topic": "topic-9"}, "topic", NotFoundError),
        ({"parent": PARENT, "topic": "topic-2"}, "topic", InputError),
        ({"topic": TOPIC}, "topic", InputError),
    ],
    ids=["parent", "topic", "topic-not-chosen", "topic-alone"],
)
def test_a_start_under_what_cannot_be_meant_records_nothing(
    programme: Desk, given: dict[str, str], field: str, error: type[InputError]
) -> None:
    programme.engine.do(PARENT, AddTopic(text="Groen"))
    before = programme.tables()

    with pytest.raises(error) as caught:
        programme.engine.start(small(), "x", commissioner=COMMISSIONER, ref=FIRST, **given)

    assert caught.value.instance == field
    assert programme.tables() == before


def test_a_topic_that_was_chosen_and_then_declined_starts_nothing(programme: Desk) -> None:
    programme.engine.do(PARENT, choice(chosen=False))

    with pytest.raises(InputError):
        started(programme, FIRST, topic=TOPIC)


def test_a_start_under_a_parent_that_is_sent_twice_is_done_once(programme: Desk) -> None:
    def send() -> Outcome:
        return programme.engine.start(
            small(), "x", commissioner=COMMISSIONER, parent=PARENT, topic=TOPIC, command_id="s-1"
        )

    first = send()
    programme.engine.do(PARENT, choice(chosen=False))
    again = send()

    assert (again.ref, again.hash, again.repeated) == (first.ref, first.hash, True)
    assert len(programme.engine.portfolio()) == 2


def test_a_child_does_not_start_before_the_last_entry_of_its_parent(programme: Desk) -> None:
    programme.clock.now -= timedelta(minutes=1)

    started(programme, FIRST)

    (made,) = programme.engine.log(FIRST)
    assert made.recorded_at == programme.engine.log(PARENT)[-1].recorded_at


def test_a_clock_that_is_far_behind_the_parent_starts_nothing(programme: Desk) -> None:
    programme.clock.now = START - timedelta(days=1)

    with pytest.raises(StoreError):
        started(programme, FIRST)

    assert programme.engine.refs() == (PARENT,)


# What is asked


def test_the_list_of_all_says_who_belongs_to_whom(programme: Desk) -> None:
    started(programme, FIRST)
    started(programme, SECOND, parent=FIRST)

    found = {one.ref: (one.parent, one.children) for one in programme.engine.portfolio()}

    assert found == {
        PARENT: (None, (FIRST,)),
        FIRST: (PARENT, (SECOND,)),
        SECOND: (FIRST, ()),
    }


def test_the_status_shows_where_the_children_are(programme: Desk) -> None:
    started(programme, FIRST, topic=TOPIC)
    started(programme, SECOND)
    programme.engine.advance(SECOND, "end")

    one, two = programme.engine.status(PARENT).children

    assert (one.ref, one.title, one.topic, one.final) == (FIRST, f"Kind {FIRST}", TOPIC, False)
    assert dict(one.phases) == {"main": "talk"}
    assert one.phase_labels["main"].nl == "Praten"
    assert (two.ref, two.topic, two.final) == (SECOND, None, True)


def test_the_status_of_a_child_shows_its_parent(programme: Desk) -> None:
    started(programme, FIRST, topic=TOPIC)

    status = programme.engine.status(FIRST)

    assert status.children == ()
    assert status.parent is not None
    assert (status.parent.ref, status.parent.title) == (PARENT, "Programma")
    assert (status.parent.topic, dict(status.parent.phases)) == (TOPIC, {"main": "listening"})


def test_a_trajectory_alone_has_no_family(programme: Desk) -> None:
    status = programme.engine.status(PARENT)

    assert (status.parent, status.children) == (None, ())


def test_the_longlist_tells_texts_choices_and_what_started(programme: Desk) -> None:
    programme.engine.do(PARENT, SetCriteria(text="Wat de stad raakt"))
    programme.engine.do(PARENT, AddTopic(text="Groen"))
    programme.engine.do(PARENT, choice("community", chosen=False))
    started(programme, FIRST, topic=TOPIC)
    started(programme, SECOND)

    longlist = programme.engine.topics(PARENT)

    one, two = longlist.topics
    assert longlist.criteria == "Wat de stad raakt"
    assert (one.id, one.text, one.domain, one.children) == (TOPIC, "Wonen", "community", (FIRST,))
    assert [(made.by, made.chosen, made.reason) for made in one.choices] == [
        ("council", True, "Want council"),
        ("community", False, "Want community"),
    ]
    assert (two.text, two.domain, two.choices, two.children) == ("Groen", None, (), ())


def test_only_the_last_choice_of_a_domain_is_told(programme: Desk) -> None:
    programme.engine.do(PARENT, choice(chosen=False))

    (topic,) = programme.engine.topics(PARENT).topics

    assert [one.chosen for one in topic.choices] == [False]


def test_the_last_criteria_are_told(programme: Desk) -> None:
    programme.engine.do(PARENT, SetCriteria(text="Eerst dit"))
    programme.engine.do(PARENT, SetCriteria(text="Toch dat"))

    assert programme.engine.topics(PARENT).criteria == "Toch dat"


def test_a_choice_that_was_refused_is_not_told(programme: Desk) -> None:
    refused = programme.engine.do(PARENT, choice("clerk"))

    (topic,) = programme.engine.topics(PARENT).topics

    assert not refused.accepted
    assert [one.by for one in topic.choices] == ["council"]


def test_what_was_erased_is_told_as_not_there(programme: Desk) -> None:
    programme.engine.do(PARENT, SetCriteria(text="x"))
    programme.run("DELETE FROM trajecten_text")

    longlist = programme.engine.topics(PARENT)

    (topic,) = longlist.topics
    assert (longlist.criteria, topic.text, topic.choices[0].reason) == (None, None, None)
    assert longlist.criteria_at is not None


def test_a_trajectory_without_topics_has_an_empty_longlist(programme: Desk) -> None:
    started(programme, FIRST)

    longlist = programme.engine.topics(FIRST)

    assert (longlist.criteria, longlist.criteria_at, longlist.topics) == (None, None, ())


@pytest.mark.parametrize("question", ["topics", "status"])
def test_an_unknown_trajectory_has_no_family(programme: Desk, question: str) -> None:
    with pytest.raises(NotFoundError):
        getattr(programme.engine, question)("P-9")


# What the parent may do


def test_a_programme_waits_until_all_its_children_are_final(programme: Desk) -> None:
    started(programme, FIRST)
    started(programme, SECOND)
    programme.engine.advance(FIRST, "end")
    early = programme.engine.advance(PARENT, "choose")

    programme.engine.advance(SECOND, "end")

    assert [one.missing[0].id for one in early.findings if not one.met] == [SECOND]
    assert programme.engine.advance(PARENT, "choose").accepted


def test_what_is_said_of_the_children_beforehand_is_what_the_step_finds(programme: Desk) -> None:
    started(programme, FIRST)

    (option,) = programme.engine.options(PARENT)

    assert programme.engine.advance(PARENT, "choose").findings == option.findings


def test_the_entry_of_a_step_holds_where_each_child_was(programme: Desk) -> None:
    started(programme, FIRST)
    programme.engine.do(FIRST, AddNote(text="x"))
    programme.engine.advance(FIRST, "end")

    programme.engine.advance(PARENT, "choose")

    (row,) = programme.rows("SELECT id FROM trajecten_trajectory WHERE ref = :ref", ref=FIRST)
    found = {one.guard: one for one in programme.engine.log(PARENT)[-1].findings}
    assert found["children"].facts == {
        "asked": 0,
        "counted": 1,
        "children": [{"child": row.id, "ref": FIRST, "seq": 3, "phases": {"main": "done"}}],
    }


def test_a_grandchild_is_no_child(programme: Desk) -> None:
    started(programme, FIRST)
    started(programme, SECOND, parent=FIRST)
    programme.engine.advance(FIRST, "end")

    assert programme.engine.advance(PARENT, "choose").accepted


def test_an_engine_that_comes_later_knows_the_workflows_of_the_children(programme: Desk) -> None:
    started(programme, FIRST)

    later = programme.like()

    (option,) = later.options(PARENT)
    assert [one.failed for one in option.findings] == [False, False]
    assert later.status(PARENT).children[0].phase_labels["main"].en == "Talk"


def test_children_of_one_kind_are_counted_by_the_kinds_of_their_own_workflow(desk: Desk) -> None:
    workflow = asking("{guard: children, min: 1, kinds: [content]}")
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=PARENT)
    desk.hear(PARENT)
    desk.start(FIRST, parent=PARENT)
    before = desk.engine.advance(PARENT, "choose")
    desk.hear(FIRST)

    desk.engine.advance(FIRST, "choose")

    assert not before.accepted
    assert desk.engine.advance(PARENT, "choose").accepted


def test_topics_are_chosen_when_every_domain_chose_by_criteria(desk: Desk) -> None:
    workflow = asking("{guard: topics_chosen}")
    desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=PARENT)
    desk.hear(PARENT)
    steps: list[Callable[[], Outcome]] = [
        lambda: desk.engine.do(PARENT, AddTopic(text="Wonen")),
        lambda: desk.engine.do(PARENT, choice("council")),
        lambda: desk.engine.do(PARENT, choice("community")),
        lambda: desk.engine.do(PARENT, SetCriteria(text="x")),
    ]

    allowed = [(step().accepted, desk.engine.options(PARENT)[0].allowed) for step in steps]

    assert allowed == [(True, False), (True, False), (True, False), (True, True)]


def test_relation_comes_first_in_a_child_too(programme: Desk) -> None:
    programme.start(FIRST, parent=PARENT)

    refused = programme.engine.advance(FIRST, "choose")

    assert [one.place for one in refused.findings if not one.met] == ["relation_first"]
    assert programme.engine.do(FIRST, RecordContact(domain="council")).accepted


def test_somebody_of_the_parent_is_somebody_else_in_the_child(programme: Desk) -> None:
    started(programme, FIRST)

    refs = programme.rows("SELECT ref FROM trajecten_party WHERE name = :name", name=ACTOR)

    assert len(refs) == len({one.ref for one in refs}) == 2
    assert programme.engine.log(FIRST)[0].origin == ORIGIN
