"""Lessons of all trajectories: sought by words, shown where others learned them (R20)."""

from pathlib import Path
from unicodedata import normalize

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import trajecten
from tests.engine.kit import COMMISSIONER, OTHER, REF, SMALL, Desk, desk_at, fitted
from trajecten import FoundLesson, InputError, RecordLesson
from trajecten.core.sought import words_in
from trajecten.storage import lessons as stored

THIRD = "C-1"
RENAMED = fitted(change=("version: 1.0.0", "version: 2.0.0"))
ELSEWHERE = fitted(change=("id: klein", "id: ander"))


def learned(desk: Desk, *texts: str, ref: str = REF, none: bool = False) -> None:
    if ref not in desk.engine.refs():
        desk.start(ref)
    for text in texts:
        desk.engine.do(ref, RecordLesson(text=text, none=none))


def texts(found: tuple[FoundLesson, ...]) -> list[str]:
    return [one.text for one in found]


def erase(desk: Desk, text: str) -> None:
    """Take a text away, as an erasure does."""
    with desk.database.connect() as connection:
        connection.execute(sa.text("DELETE FROM trajecten_text WHERE text = :text"), {"text": text})


# Seeking


def test_a_lesson_is_found_in_whichever_trajectory_it_was_learned(desk: Desk) -> None:
    learned(desk, "Bel de winkeliers eerder")
    learned(desk, "Winkeliers komen 's ochtends", ref=OTHER)
    learned(desk, "Zet de koffie klaar", ref=OTHER)

    found = desk.engine.search_lessons("winkeliers")

    assert [(one.ref, one.id) for one in found] == [(OTHER, "lesson-1"), (REF, "lesson-1")]


def test_a_found_lesson_says_where_it_comes_from(desk: Desk) -> None:
    learned(desk, "Bel de winkeliers eerder")

    (found,) = desk.engine.search_lessons("bel")

    (item,) = desk.engine.lessons(REF)
    assert (found.title, found.workflow) == ("Het plein", "klein")
    assert dict(found.phases) == {"main": "listening"}
    assert found.phase_labels["main"].nl == "Luisteren"
    assert (found.recorded_at, found.none) == (item.recorded_at, False)


def test_all_words_must_be_there(desk: Desk) -> None:
    learned(desk, "Bel de winkeliers eerder", "Bel de raad eerder")

    assert texts(desk.engine.search_lessons("eerder winkeliers")) == ["Bel de winkeliers eerder"]
    assert desk.engine.search_lessons("winkeliers raad") == ()


def test_a_word_is_found_as_the_beginning_of_another_and_not_as_its_end(desk: Desk) -> None:
    learned(desk, "Bewonersavonden werken")

    assert len(desk.engine.search_lessons("bewoners")) == 1
    assert desk.engine.search_lessons("avonden") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Één café, naïef coördineren", "een cafe naief coordineren"),
        ("Een cafe, naief coordineren", "ÉÉN CAFÉ NAÏEF COÖRDINEREN"),
        ("Straßenfest für Mädchen in Ålborg", "straße fur madchen alborg"),
        ("Le garçon élu à l'hôtel de ville, où", "GARCON elu hotel où l"),
        ("Nagedacht over cafés", "cafe\u0301s"),
        ("Een plein van 1.500 m²", "m2 500"),
        ("Vraag het in/uit de wijk (ook a.b@c.nl): dichtbij-huis_nu", "uit ook nl huis nu"),
        ("Boom🌳plein “gras”—water…wind", "plein gras water wind"),
    ],
)
def test_capitals_accents_and_signs_do_not_matter(desk: Desk, text: str, words: str) -> None:
    learned(desk, text)

    for word in words.split():
        assert texts(desk.engine.search_lessons(word)) == [text], word
    assert texts(desk.engine.search_lessons(words)) == [text]


def test_the_lesson_with_the_words_most_often_comes_first_and_then_the_newest(desk: Desk) -> None:
    learned(
        desk,
        "Bomen bij het plein",
        "Bomenrij bij het plein",
        "Bomen, en nog eens bomen",
        "Minder bomen",
    )

    assert texts(desk.engine.search_lessons("bomen")) == [
        "Bomen, en nog eens bomen",
        "Minder bomen",
        "Bomen bij het plein",
        "Bomenrij bij het plein",
    ]


def test_only_so_many_are_given_the_best_of_all(desk: Desk) -> None:
    learned(desk, "boom boom boom", "boom", "boom boom")

    assert texts(desk.engine.search_lessons("boom", limit=2)) == ["boom boom boom", "boom boom"]


def test_that_there_was_nothing_to_learn_is_found_and_marked(desk: Desk) -> None:
    learned(desk, "Te kort bezig", none=True)

    (found,) = desk.engine.search_lessons("kort")

    assert found.none


def test_what_was_erased_is_not_found(desk: Desk) -> None:
    learned(desk, "Bel mevrouw Voorbeeld", "Bel de raad")
    desk.engine.search_lessons("bel")

    erase(desk, "Bel mevrouw Voorbeeld")

    assert texts(desk.engine.search_lessons("bel")) == ["Bel de raad"]
    assert desk.engine.search_lessons("mevrouw") == ()


def test_a_lesson_of_a_trajectory_without_title_is_found(desk: Desk) -> None:
    learned(desk, "Bel de raad")
    erase(desk, "Het plein")

    (found,) = desk.engine.search_lessons("raad")

    assert found.title is None


def test_only_lessons_are_searched(desk: Desk) -> None:
    learned(desk, "Bel de raad")
    desk.engine.do(REF, trajecten.AddNote(text="winkeliers"))

    assert desk.engine.search_lessons("winkeliers") == ()
    assert desk.engine.search_lessons("plein") == ()


@pytest.mark.parametrize(
    "words",
    [
        '"', "'", "bel\"", "bel'", "bel*", "*bel", "bel:", "text:bel", "lesson:bel", "(bel", "bel)",
        "bel AND", "NOT bel", "bel OR raad", "NEAR(bel raad)", "bel & raad", "bel | raad", "!bel",
        "bel <-> raad", "bel:*", "bel:A", "\\bel", "bel\\", "^bel", "bel + raad", "{bel}", "bel%",
        "bel_", "bel; DROP TABLE trajecten_lesson; --", "bel\0raad", "bel\ud800", "🌳 bel", "-bel",
    ],
)  # fmt: skip
def test_no_question_breaks_the_search_or_means_anything_but_its_words(
    desk: Desk, words: str
) -> None:
    learned(desk, "Bel de raad", "and not or near text lesson drop table trajecten a")

    if not words_in(words):
        with pytest.raises(InputError):
            desk.engine.search_lessons(words)
        return
    whole = {"bel", "de", "raad"}
    expected = ["Bel de raad"] if set(words_in(words)) <= whole else []
    assert texts(desk.engine.search_lessons(words)) == expected


@pytest.mark.parametrize("words", ["", "   ", "🌳", "\u0301", "…", "*", "''", "_", "x" * 201])
def test_a_question_without_a_word_or_without_end_is_one_clear_error(
    desk: Desk, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        desk.engine.search_lessons(words)

    assert caught.value.instance == "words"


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_is_at_least_one(started: Desk, limit: int) -> None:
    with pytest.raises(InputError):
        started.engine.search_lessons("x", limit=limit)
    with pytest.raises(InputError):
        started.engine.lessons_here(REF, limit=limit)


PIECES = st.sampled_from(
    [
        *("boom", "Bóóm", "bomen", "plein", "PLEIN", "ï", "m²", "12", "12a", "ß", "e\u0301"),
        *("/", "-", ".", "'", '"', "@", " ", " ", "🌳", "\u2013", "_", "&", ":*", "www.a.nl", "\n"),
    ]
)
SENTENCES = st.lists(PIECES, max_size=6).map("".join)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(kept=st.lists(SENTENCES, min_size=1, max_size=4), question=SENTENCES)
def test_every_database_finds_just_the_lessons_in_which_every_word_begins_one(
    desk: Desk, kept: list[str], question: str
) -> None:
    ref = f"r{len(desk.engine.refs())}"
    kept = [normalize("NFC", one.strip()) for one in kept if one.strip()]
    learned(desk, *kept, ref=ref)

    words = words_in(question)
    if not words:
        return
    found = [one for one in desk.engine.search_lessons(question, limit=10_000) if one.ref == ref]

    expected = [
        text for text in kept
        if all(any(one.startswith(word) for one in words_in(text)) for word in words)
    ]  # fmt: skip
    assert sorted(texts(tuple(found))) == sorted(expected)


# What a search leaves behind


def test_a_search_leaves_nothing_in_the_database(desk: Desk) -> None:
    learned(desk, "Bel de raad")
    before = desk.tables()

    desk.engine.search_lessons("raad")

    assert desk.tables() == before


def test_a_search_writes_nothing_to_the_file(sqlite_url: str, tmp_path: Path) -> None:
    with desk_at(sqlite_url) as desk:
        learned(desk, "Bel de raad")
        desk.run("PRAGMA wal_checkpoint(TRUNCATE)")
        before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}

        assert desk.engine.search_lessons("raad")

        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_search_in_a_hosts_transaction_sees_what_is_not_committed_and_ends_nothing(
    desk: Desk,
) -> None:
    learned(desk, "Bel de raad")
    host = sa.create_engine(desk.url)

    with host.connect() as connection:
        joined = desk.engine.joining(connection)
        joined.do(REF, RecordLesson(text="Bel de winkeliers"))
        inside = texts(joined.search_lessons("bel"))
        joined.do(REF, RecordLesson(text="Bel de buren"))
        connection.rollback()
    host.dispose()

    assert inside == ["Bel de winkeliers", "Bel de raad"]
    assert texts(desk.engine.search_lessons("bel")) == ["Bel de raad"]


def test_a_search_before_the_host_wrote_anything_leaves_its_transaction_alone(desk: Desk) -> None:
    learned(desk, "Bel de raad")
    host = sa.create_engine(desk.url)

    with host.connect() as connection:
        found = desk.engine.joining(connection).search_lessons("raad")
        with desk.database.connect() as other:
            other.execute(sa.text("UPDATE trajecten_text SET text = 'Anders' WHERE field = 'x'"))
        connection.rollback()
    host.dispose()

    assert texts(found) == ["Bel de raad"]


def test_an_sqlite_without_full_text_search_says_so(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_at(sqlite_url) as desk:
        learned(desk, "Bel de raad")
        monkeypatch.setattr(stored, "_INDEX", stored._INDEX.replace("fts5", "fts9"))

        with pytest.raises(trajecten.StoreError, match="no such module: fts9"):
            desk.engine.search_lessons("raad")


# Where one is


def test_what_others_learned_in_this_phase_comes_newest_first(desk: Desk) -> None:
    desk.start(REF)
    learned(desk, "oud", "nieuwer", ref=OTHER)
    learned(desk, "nieuwst", ref=THIRD)

    assert texts(desk.engine.lessons_here(REF)) == ["nieuwst", "nieuwer", "oud"]
    assert texts(desk.engine.lessons_here(REF, limit=1)) == ["nieuwst"]


def test_ones_own_lessons_are_not_told_again(desk: Desk) -> None:
    learned(desk, "eigen")

    assert desk.engine.lessons_here(REF) == ()


def test_lessons_are_told_in_the_phase_in_which_others_learned_them(desk: Desk) -> None:
    for ref in (REF, OTHER):
        desk.start(ref)
        desk.hear(ref)
    learned(desk, "bij het luisteren", ref=OTHER)
    desk.engine.advance(OTHER, "choose")
    learned(desk, "bij de onderwerpen", ref=OTHER)

    before = texts(desk.engine.lessons_here(REF))
    desk.engine.advance(REF, "choose")

    assert before == ["bij het luisteren"]
    assert texts(desk.engine.lessons_here(REF)) == ["bij de onderwerpen"]


def test_a_phase_is_told_from_another_with_almost_its_name(desk: Desk) -> None:
    text = SMALL.replace(b"listening", b"listen_ng").replace(b"topics", b"listening")
    odd = trajecten.load_workflow(text)
    for ref in (REF, OTHER):
        desk.engine.start(odd, "x", commissioner=COMMISSIONER, ref=ref)
        desk.hear(ref)
    desk.engine.advance(OTHER, "choose")
    learned(desk, "bij de onderwerpen", ref=OTHER)

    assert desk.engine.status(REF).phases == {"main": "listen_ng"}
    assert desk.engine.lessons_here(REF) == ()


def test_another_version_of_the_same_workflow_teaches_and_another_workflow_does_not(
    desk: Desk,
) -> None:
    desk.start(REF)
    for ref, workflow in ((OTHER, RENAMED), (THIRD, ELSEWHERE)):
        desk.engine.start(workflow, "x", commissioner=COMMISSIONER, ref=ref)
        learned(desk, workflow.id, ref=ref)

    assert texts(desk.engine.lessons_here(REF)) == ["klein"]


def test_that_others_learned_nothing_is_not_told(desk: Desk) -> None:
    desk.start(REF)
    learned(desk, "te kort", ref=OTHER, none=True)

    assert desk.engine.lessons_here(REF) == ()


def test_what_others_learned_and_was_erased_is_not_told(desk: Desk) -> None:
    desk.start(REF)
    learned(desk, "blijft", "weg", ref=OTHER)

    erase(desk, "weg")

    assert texts(desk.engine.lessons_here(REF)) == ["blijft"]


def test_an_unknown_trajectory_has_no_place_to_learn_from(started: Desk) -> None:
    with pytest.raises(trajecten.NotFoundError):
        started.engine.lessons_here("Z-9")
