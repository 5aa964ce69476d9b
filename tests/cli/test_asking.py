"""What is missing is asked for on a terminal, and is an error in a pipe."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

SECONDS = 20


class Conversation:
    """A command on a terminal of its own: answers are typed when its question is seen."""

    def __init__(self, url, *words, lang="nl"):
        self.mine, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trajecten_cli", "--db", url, "--lang", lang, *words],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm"},
            # A shell that runs the tests in the background lets its children ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        os.close(theirs)
        self.seen = ""

    def until(self, words):
        deadline = time.monotonic() + SECONDS
        while words not in self.seen:
            ready, _, _ = select.select([self.mine], [], [], deadline - time.monotonic())
            assert ready, f"no {words!r} in {self.seen!r}"
            self.seen += os.read(self.mine, 65536).decode()
        return self

    def answer(self, words):
        os.write(self.mine, f"{words}\n".encode())
        self.seen = ""
        return self

    def stop(self):
        """Press Ctrl-C; again, when the program was just about to read."""
        for _ in range(5):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=5)
                break
        return self

    def end(self):
        out, _ = self.process.communicate(timeout=SECONDS)
        os.close(self.mine)
        return self.process.returncode, out.decode()


@pytest.fixture
def converse(started, sqlite_url):
    return lambda *words, lang="nl": Conversation(sqlite_url, *words, lang=lang)


def test_a_missing_domain_is_chosen_by_number(converse, started):
    talk = converse("contact", "add", "plein", "--json").until("Welk domein").answer("3")
    code, out = talk.until("Welke laag").answer("").end()

    assert code == 0
    assert json.loads(out)["object"] == "contact-1"
    (one,) = started.done("contact", "list", "plein", "--json").json["contacts"]
    assert (one["domain"], one["layer"]) == ("administration", None)


def test_a_group_is_asked_where_the_domain_has_groups(converse, started):
    talk = converse("contact", "add", "plein", "--domain", "stad").until("Welke groep")
    assert talk.answer("bedrijven").end()[0] == 0
    given = ("contact", "add", "plein", "--domain", "stad", "--group", "inwoners")
    assert converse(*given).end()[0] == 0

    contacts = started.done("contact", "list", "plein", "--json").json["contacts"]

    assert [one["group"] for one in contacts] == ["entrepreneurs", "residents"]


@pytest.mark.parametrize("verb", ["next", "status", "log", "advance", "contact add", "note add"])
def test_without_a_reference_the_trajectories_are_listed(converse, verb):
    talk = converse(*verb.split(), lang="en").until("Het plein").until("Which trajectory")
    talk.answer("1")
    if verb in {"next", "status", "log"}:
        code, out = talk.end()
        assert (code, "plein" in out) == (0, True)
    else:
        talk.until("Which " if verb != "note add" else "What do you")
        assert talk.stop().end()[0] == 130


def test_without_a_reference_and_a_trajectory_there_is_nothing_to_choose(sqlite_url, terminal):
    talk = Conversation(sqlite_url, "next").until("nog geen trajecten")

    assert talk.end() == (2, "")


def test_the_contributions_to_weigh_are_listed(converse, started):
    assert converse("contribution", "dispose", "plein").until("niets om uit").end()[0] == 2
    for text in ("Bomen", "Banken", "Licht"):
        started.done("contribution", "add", "plein", text)
    words = ("--outcome", "deels", "--reason", "x")
    started.done("contribution", "dispose", "plein", "1", *words)

    talk = converse("contribution", "dispose", "plein", *words).until("Welke inbreng")
    assert "contribution-2  Banken" in talk.seen
    assert "Bomen" not in talk.seen
    talk.answer("1").until("staat niet in de lijst").until("Welke inbreng")
    assert talk.answer("3").end()[0] == 0


def test_the_open_actions_are_listed(converse, started):
    started.done("action", "add", "plein", "Bellen")

    assert converse("action", "done", "plein").until("Bellen").answer("1").end()[0] == 0


def test_only_the_steps_from_here_are_offered(converse):
    talk = converse("advance", "plein").until("Welke stap")

    assert "naar-kern" in talk.seen
    assert "naar-inbreng" not in talk.seen
    talk.stop().end()


def test_domains_come_before_roles_and_a_bad_outcome_is_asked_again(converse):
    talk = converse("decision", "add", "plein", "--text", "Ja").until("Wie besloot")
    assert talk.seen.index("Stad") < talk.seen.index("projectleider")
    talk.answer("1").until("één woord").answer("3 x ja!").until("niet de goede vorm")
    code, out = talk.until("één woord").answer("Aangenomen").end()

    assert code == 0
    assert "decision-1" in out


def test_a_demo_asks_nothing(converse):
    code, out = converse("demo").end()

    assert code == 0
    assert "Het logboek is gaaf." in out


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "verhaal.yaml"
    file.write_text(
        "schema: trajecten-story/1\ntitle: {nl: Proef, en: Trial}\nworkflow: relatie-eerst\n"
        "people: {lead: {name: A}}\n"
        "steps:\n  - {on: 2026-03-02, do: workflow list}\n  - do: list\n"
    )
    return str(file)


def test_a_story_played_by_hand_waits_before_each_step(converse, story):
    talk = converse("play", story, "--step").until("Enter: voer het uit").answer("")
    code, out = talk.until("Enter: voer het uit").answer("").end()

    assert code == 0
    assert "2 stappen" in out


def test_a_story_played_by_hand_can_be_stopped(converse, story):
    talk = converse("play", story, "--step").until("Enter: voer het uit").answer("")
    code, out = talk.until("Enter: voer het uit").answer("q").end()

    assert code == 0
    assert "Gestopt na 1 van 2 stappen." in out


def test_a_wrong_answer_is_explained_and_asked_again(converse):
    talk = converse("contact", "add", "plein", lang="en").until("Which domain")
    code, out = talk.answer("nobody").until("unknown").until("Which domain").answer("counc").end()

    assert code == 0
    assert "contact-1" in out


def test_everything_a_start_needs_is_asked(converse):
    talk = converse("start").until("Welke workflow").answer("relatie-eerst")
    code, out = talk.until("Hoe heet").answer("De markt").until("opdracht").answer("Anna").end()

    assert code == 0
    assert "2026-001" in out or "20" in out


def test_a_step_that_needs_a_reason_asks_for_it(converse):
    talk = converse("advance", "plein", "terug-naar-gesprekken").until("Waarom").answer("Om.")

    assert talk.end()[0] == 1


def test_a_remedy_without_its_last_word_asks_for_it(converse):
    code, _ = converse("role", "assign", "plein", "griffier").until("Wie").answer("Gerrit").end()

    assert code == 0


def test_stopping_at_a_question_ends_quietly(converse):
    talk = converse("contact", "add", "plein").until("Welk domein")
    code, out = talk.stop().end()

    assert code == 130
    assert out == ""
    assert "Traceback" not in talk.seen


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("contact", "add", "plein"), "--domain"),
        (("contact", "retract", "plein", "1"), "--reason"),
        (("contribution", "dispose", "plein", "1"), "--outcome"),
        (("endorse", "plein", "visie"), "--by"),
        (("decision", "add", "plein", "--body", "raad"), "--outcome"),
        (("approve", "plein", "naar-kern"), "--role"),
        (("advance", "plein"), "TRANSITION"),
        (("advance",), "REF"),
        (("next",), "REF"),
        (("contact", "add"), "REF"),
        (("contribution", "dispose", "plein"), "CONTRIBUTION"),
        (("lesson", "add", "plein"), "TEXT"),
        (("start", "relatie-eerst", "X"), "--commissioner"),
        (("start",), "WORKFLOW"),
    ],
)
def test_in_a_pipe_what_is_missing_is_an_error_that_names_it(started, words, missing, lang):
    ended = started(*words, lang=lang)

    assert ended.code == 2
    assert missing in ended.err
