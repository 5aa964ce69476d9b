"""What a command costs in SQL statements: a fixed number, whatever the history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from tests.engine.kit import COMMISSIONER, REF, RESIDENT, Desk, dispose, fitted
from trajecten import AddNote, AddTopic, Command, ReceiveContribution, RecordContact, SendFeedback

HISTORY = 2_000
RELATION = ("continuous: true", "continuous: true\nrelation_first: {within: P1Y}")
CHOOSE = "from: listening, to: topics"

Asked = tuple[str, str]
CONTRIBUTIONS = (CHOOSE, f"{CHOOSE}, guards: [{{guard: contributions_disposed}}]")
FEEDBACK = (CHOOSE, f"{CHOOSE}, guards: [{{guard: feedback_sent}}]")
IN_TIME = (CHOOSE, f"{CHOOSE}, guards: [{{guard: feedback_sent, within: P30D}}]")
CHILDREN = (CHOOSE, f"{CHOOSE}, guards: [{{guard: children, min: 1}}]")
TOPICS = (CHOOSE, f"{CHOOSE}, guards: [{{guard: topics_chosen, min: 0, criteria: false}}]")
BY_ITSELF = (CHOOSE, f"{CHOOSE}, automatic: true")
WINDOW = (CHOOSE, f"{CHOOSE}, guards: [{{guard: contacts_per_domain, within: P6M}}]")


class Statements(list[str]):
    """The statements that a database was sent, in order."""

    @property
    def kinds(self) -> list[str]:
        return [one.split()[0] for one in self]


@contextmanager
def counted(desk: Desk) -> Iterator[Statements]:
    """Give the statements that reach the driver during the block, those of transactions too."""
    sent = Statements()
    with desk.database.connect() as connection:
        driver: Any = connection.connection.driver_connection
    if desk.database.dialect.name == "sqlite":
        # A trigger shows as the statement that set it off, once more.
        driver.set_trace_callback(lambda text: text in sent[-1:] or sent.append(text))
        yield sent
        driver.set_trace_callback(None)
    else:
        plain = driver.cursor_factory
        driver.cursor_factory = _telling(plain, sent)
        yield sent
        driver.cursor_factory = plain


@pytest.fixture
def warm(started: Desk) -> Desk:
    """Give a desk whose first step was taken and taken back."""
    started.hear()
    started.engine.advance(REF, "choose")
    started.engine.advance(REF, "back", motivation="x")
    return started


def test_a_step_takes_five_statements(warm: Desk) -> None:
    with counted(warm) as sent:
        outcome = warm.engine.advance(REF, "choose")

    assert outcome.accepted
    assert sent.kinds in (
        ["SELECT", "BEGIN", "UPDATE", "INSERT", "COMMIT"],
        ["BEGIN", "SELECT", "UPDATE", "INSERT", "COMMIT"],
    )


@pytest.mark.slow
def test_a_step_takes_as_many_statements_after_a_long_history(warm: Desk) -> None:
    for _ in range(HISTORY // 2):
        warm.engine.do(REF, RecordContact(domain="council"))
        warm.engine.do(REF, AddNote(text="x"))

    with counted(warm) as sent:
        outcome = warm.engine.advance(REF, "choose")

    assert outcome.seq > HISTORY
    assert len(sent) == 5


def test_a_refused_step_takes_as_many_statements_as_an_accepted_one(warm: Desk) -> None:
    with counted(warm) as sent:
        outcome = warm.engine.advance(REF, "learn")

    assert not outcome.accepted
    assert len(sent) == 5


def test_a_motivation_takes_one_statement_more(warm: Desk) -> None:
    with counted(warm) as sent:
        warm.engine.advance(REF, "choose", motivation="Omdat het kan")

    assert len(sent) == 6


def test_an_actor_who_is_new_takes_one_statement_more(warm: Desk) -> None:
    engine = warm.like(actor="Nina Nieuw")
    engine.status(REF)

    with counted(warm) as sent:
        engine.advance(REF, "choose")

    assert len(sent) == 6


@pytest.mark.parametrize(
    ("change", "statements"),
    [(RELATION, 6), (WINDOW, 6), (CONTRIBUTIONS, 5), (FEEDBACK, 5), (IN_TIME, 6)],
    ids=["relation-within", "contacts-within", "disposed", "feedback", "feedback-within"],
)
def test_a_condition_takes_the_statements_that_the_documentation_says(
    desk: Desk, change: Asked, statements: int
) -> None:
    desk.engine.start(fitted(change=change), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()

    with counted(desk) as sent:
        outcome = desk.engine.advance(REF, "choose")

    assert outcome.accepted
    assert len(sent) == statements


def test_a_condition_on_topics_takes_no_statement_more(desk: Desk) -> None:
    desk.engine.start(fitted(change=TOPICS), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    desk.engine.do(REF, AddTopic(text="x"))

    with counted(desk) as sent:
        outcome = desk.engine.advance(REF, "choose")

    assert outcome.accepted
    assert len(sent) == 5


@pytest.mark.parametrize("children", [1, 20])
def test_a_condition_on_children_takes_one_statement_more(desk: Desk, children: int) -> None:
    desk.engine.start(fitted(change=CHILDREN), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    for number in range(children):
        desk.start(f"K-{number}", parent=REF)

    with counted(desk) as sent:
        outcome = desk.engine.advance(REF, "choose")

    assert outcome.accepted
    assert len(sent) == 6


@pytest.mark.parametrize(
    ("change", "statements"),
    [(CONTRIBUTIONS, 6), (FEEDBACK, 6), (IN_TIME, 7)],
    ids=["disposed", "feedback", "feedback-within"],
)
def test_contributions_that_wait_are_looked_up_once(
    desk: Desk, change: Asked, statements: int
) -> None:
    desk.engine.start(fitted(change=change), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    desk.engine.do(REF, ReceiveContribution(text="x"))

    with counted(desk) as sent:
        outcome = desk.engine.advance(REF, "choose")

    assert not outcome.accepted
    assert len(sent) == statements


def test_answers_are_looked_up_once(desk: Desk) -> None:
    desk.engine.start(fitted(change=IN_TIME), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    desk.engine.do(REF, ReceiveContribution(text="x"))
    desk.engine.do(REF, dispose("contribution-1"))
    desk.engine.do(REF, SendFeedback())

    with counted(desk) as sent:
        outcome = desk.engine.advance(REF, "choose")

    assert outcome.accepted
    assert len(sent) == 6


@pytest.mark.parametrize(
    ("command", "statements"),
    [
        (AddNote(text="x"), 6),
        (RecordContact(domain="council"), 6),
        (RecordContact(domain="council", note="x"), 7),
        (RecordContact(domain="council", person=RESIDENT), 8),
        (ReceiveContribution(text="x"), 7),
        (SendFeedback(), 5),
        (AddTopic(text="x"), 6),
    ],
    ids=[
        "note",
        "contact",
        "contact-note",
        "contact-newcomer",
        "contribution",
        "no-feedback",
        "topic",
    ],
)
def test_a_command_takes_the_statements_that_the_documentation_says(
    warm: Desk, command: Command, statements: int
) -> None:
    with counted(warm) as sent:
        warm.engine.do(REF, command)

    assert len(sent) == statements


def test_someone_who_is_known_takes_no_statement_to_introduce(warm: Desk) -> None:
    warm.engine.do(REF, RecordContact(domain="council", person=RESIDENT))

    with counted(warm) as sent:
        warm.engine.do(REF, RecordContact(domain="council", person=RESIDENT))

    assert len(sent) == 7


def test_a_command_sent_again_only_reads(warm: Desk) -> None:
    warm.engine.advance(REF, "choose", command_id="opdracht-1")

    with counted(warm) as sent:
        warm.engine.advance(REF, "choose", command_id="opdracht-1")

    assert set(sent.kinds) == {"SELECT"}


@pytest.mark.parametrize("question", ["status", "options", "log", "contacts", "plan"])
def test_a_question_only_reads(warm: Desk, question: str) -> None:
    with counted(warm) as sent:
        getattr(warm.engine, question)(REF)

    assert set(sent.kinds) <= {"SELECT", "BEGIN", "COMMIT", "ROLLBACK"}


def test_a_list_of_all_takes_one_statement(warm: Desk) -> None:
    warm.start("B-1")
    warm.start("B-2", parent="B-1")

    with counted(warm) as sent:
        assert len(warm.engine.portfolio()) == 3

    assert sent.kinds.count("SELECT") == 1


def test_no_statement_carries_a_name_or_a_text(warm: Desk) -> None:
    texts: list[str] = []
    sa.event.listen(warm.database, "before_cursor_execute", lambda *given: texts.append(given[2]))

    warm.engine.do(REF, RecordContact(domain="council", person=RESIDENT, note="Zachtjes"))

    assert texts
    assert [one for one in texts if RESIDENT in one or "Zachtjes" in one] == []


def _telling(plain: type[psycopg.Cursor[Any]], sent: list[str]) -> type[psycopg.Cursor[Any]]:
    class Telling(plain):  # type: ignore[misc, valid-type]
        def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            sent.append(str(query))
            return super().execute(query, *args, **kwargs)

        def executemany(self, query: Any, *args: Any, **kwargs: Any) -> None:
            sent.append(str(query))
            super().executemany(query, *args, **kwargs)

    return Telling


def test_looking_for_steps_that_are_due_takes_one_statement_for_each_that_may_be(
    desk: Desk,
) -> None:
    desk.engine.start(fitted(change=BY_ITSELF), "x", commissioner=COMMISSIONER, ref=REF)
    desk.start("elders")

    with counted(desk) as sent:
        taken = desk.engine.tick()

    assert taken == ()
    assert sent.kinds == ["SELECT", "SELECT"]


def test_a_step_by_itself_takes_seven_statements(desk: Desk) -> None:
    desk.engine.start(fitted(change=BY_ITSELF), "x", commissioner=COMMISSIONER, ref=REF)
    desk.hear()
    desk.engine.tick("A-1", limit=1)
    desk.engine.advance(REF, "back", motivation="x")

    with counted(desk) as sent:
        (taken,) = desk.engine.tick(limit=1)

    assert taken.accepted
    assert sent.kinds[1:] == ["SELECT", "BEGIN", "SELECT", "SELECT", "UPDATE", "INSERT", "COMMIT"]
