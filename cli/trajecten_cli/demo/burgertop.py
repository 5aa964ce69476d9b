"""The summits of Amersfoort of 2014 and 2016 on `burgertop`, replayed by their dates.

What is known: the summit of 22 March 2014 (600 residents drawn by lot, 100 people from government,
100 employers, 100 artists; 100 proposals; a vote by residents for a top ten) with a sequel on 20
September 2014; in 2016 invitations by lot on 3 March with 200 free places, the summit of 9 April,
and a presentation in a session of the council on 20 September. Everything else is assumed, and the
story says so where it matters.
"""

from trajecten import Text
from trajecten_cli.demo.story import Step, Story, Word

REF = "g1000-amersfoort"
LEAD = "Projectleider Voorbeeld"
COMMISSIONER = "Opdrachtgever Voorbeeld"

_RAAD = Text("raad", "council")
_COLLEGE = Text("college", "executive")
_ORGANISATIE = Text("organisatie", "municipal")
_STAD = Text("stad", "city")
_INHOUD = Text("inhoud", "content")
_INWONERS = Text("gelote inwoners", "residents drawn by lot")
_WERKGEVERS = Text("werkgevers", "employers")
_KUNSTENAARS = Text("kunstenaars", "artists")
_HUNDRED = Text("100 voorstellen", "100 proposals")
_ZONDER = "uitnodigen-zonder-toezegging"


def _listen(at: str, domain: Word, *more: Word, say: Text | None = None) -> Step:
    return Step(at=at, say=say, words=("contact", "add", REF, "--domain", domain, *more))


def _table(at: str, domain: Word, *more: Word, say: Text | None = None) -> Step:
    return _listen(at, domain, "--purpose", _INHOUD, *more, say=say)


def _paper(at: str, kind: Word, *more: Word, say: Text | None = None) -> Step:
    return Step(at=at, say=say, words=("artefact", "add", REF, kind, *more))


def _step(at: str, transition: Word, why: Text | None = None, *, code: int = 0) -> Step:
    motivation: tuple[Word, ...] = ("--motivation", why) if why else ()
    return Step(at=at, words=("advance", REF, transition, *motivation), code=code)


def _consent(at: str, transition: Word, say: Text) -> Step:
    role = Text("opdrachtgever", "commissioner")
    words = ("approve", REF, transition, "--as", COMMISSIONER, "--role", role)
    return Step(at=at, say=say, words=words)


_AGENDA = (
    Step(
        at="2013-12-02 20:00",
        say=Text(
            "Agendavorming in de cafés. Wie daar wanneer sprak, is niet bekend: de data tot de "
            "burgertop zijn een aanname.",
            "Setting the agenda in the cafés. Who spoke there and when is not known: the dates up "
            "to the summit are assumed.",
        ),
        words=(
            "start",
            "burgertop",
            "G1000 Amersfoort",
            "--ref",
            REF,
            "--commissioner",
            COMMISSIONER,
            "--assign",
            Text(f"projectleider={LEAD}", f"project_lead={LEAD}"),
        ),
    ),
    _listen("2013-12-09 22:00", _STAD, "--group", _INWONERS, "--channel", "event"),
    _listen("2013-12-16 22:00", _STAD, "--group", _KUNSTENAARS),
    _listen("2014-01-13 16:00", _RAAD),
    _listen("2014-01-14 16:00", _COLLEGE),
    _listen("2014-01-15 16:00", _ORGANISATIE),
    _paper("2014-01-20 10:00", "agenda", "--cites", Text("alle", "all")),
)

_INVITING = (
    Step(
        at="2014-02-03 09:00",
        say=Text(
            "De workflow vraagt vooraf een toezegging van de raad: dat is de les van deze "
            "burgertoppen. Voor zover bekend was die er niet.",
            "The workflow asks for a promise of the council beforehand: that is the lesson of "
            "these summits. As far as known there was none.",
        ),
        words=("advance", REF, "naar-uitnodiging"),
        code=1,
    ),
    _consent(
        "2014-02-03 09:30",
        _ZONDER,
        Text(
            "Het kan zonder, maar niet in stilte: met akkoord van een ander, en een reden.",
            "It can be done without, but not in silence: another consents, and a reason is given.",
        ),
    ),
    _step(
        "2014-02-03 09:40",
        _ZONDER,
        Text("Een toezegging is niet bekend.", "No promise is known."),
    ),
    _paper(
        "2014-03-10 10:00", "loting",
        "--field", Text("places=600 inwoners, 300 anderen", "places=600 residents, 300 others"),
        "--field", Text("free_places=niet bekend", "free_places=not known"),
    ),
    Step(
        at="2014-03-10 10:10",
        words=("role", "assign", REF, Text("tafelgastheer", "table host"), "Gastheer Voorbeeld"),
    ),
)  # fmt: skip

_SUMMIT_2014 = (
    Step(
        at="2014-03-22 09:00",
        say=Text(
            "22 maart 2014: de burgertop, aan honderd tafels.",
            "22 March 2014: the summit, at a hundred tables.",
        ),
        words=("advance", REF, "naar-burgertop"),
    ),
    _table("2014-03-22 12:00", _STAD, "--group", _INWONERS, "--count", "600"),
    _table("2014-03-22 12:01", _STAD, "--group", _WERKGEVERS, "--count", "100"),
    _table("2014-03-22 12:02", _STAD, "--group", _KUNSTENAARS, "--count", "100"),
    _table("2014-03-22 12:03", _ORGANISATIE, "--count", "100"),
    _paper("2014-03-22 12:30", Text("lijst van", "list of")),
    _step("2014-03-22 13:00", "naar-middag"),
    _paper(
        "2014-03-22 17:00",
        Text("voorstellen", "proposals"),
        "--title",
        Text("100 voorstellen", "100 proposals"),
    ),
    _step("2014-03-22 17:10", "naar-stemming"),
    Step(
        at="2014-03-22 17:30",
        say=Text(
            "Een burgerraad van 600 gelote inwoners stemt. De dag van de stemming is een aanname.",
            "A citizens' council of 600 drawn by lot votes. The day of the vote is assumed.",
        ),
        words=("decision", "add", REF, "--body", _STAD, "--outcome", "top_ten"),
    ),
    _paper("2014-03-22 17:40", Text("top tien", "top ten")),
    _step("2014-03-22 17:50", "naar-themagroepen"),
)

_SEQUEL_2014 = (
    Step(
        at="2014-09-20 10:00",
        say=Text(
            "20 september 2014: het vervolg. Een presentatie aan de raad is daarvoor niet bekend.",
            "20 September 2014: the sequel. No presentation to the council before it is known.",
        ),
        words=(
            "advance", REF, "vervolg-zonder-raad", "--motivation",
            Text("Geen presentatie bekend.", "No presentation is known."),
        ),
    ),
    Step(
        at="2014-09-20 16:00",
        words=(
            "lesson", "add", REF,
            Text("De band met de raad was zwak.", "The tie to the council was weak."),
        ),
    ),
    Step(
        at="2014-09-20 16:10",
        words=(
            "lesson", "add", REF,
            Text("Er ontbraken groepen.", "Some groups were missing."),
        ),
    ),
)  # fmt: skip

_ROUND_2016 = (
    Step(
        at="2016-01-11 09:00",
        say=Text(
            "Een nieuwe ronde. De gesprekken van 2014 zijn te lang geleden; deze data zijn een "
            "aanname.",
            "A new round. The conversations of 2014 are too long ago; these dates are assumed.",
        ),
        words=("advance", REF, "nieuwe-burgertop"),
    ),
    _listen("2016-01-18 20:00", _STAD, "--group", _INWONERS),
    _listen("2016-01-25 20:00", _RAAD),
    _listen("2016-01-26 20:00", _ORGANISATIE),
    _listen(
        "2016-02-08 20:00", _STAD, "--group",
        Text("ondervertegenwoordigde groepen", "under-represented groups"),
    ),
    _consent(
        "2016-03-03 08:30",
        _ZONDER,
        Text("3 maart 2016: de uitnodigingen gaan uit.", "3 March 2016: the invitations go out."),
    ),
    _step(
        "2016-03-03 09:00", _ZONDER, Text("Een toezegging is niet bekend.", "No promise is known.")
    ),
    _paper(
        "2016-04-01 09:00", "loting",
        "--field", Text("places=door loting", "places=by lot"),
        "--field", Text("free_places=200", "free_places=200"),
        say=Text(
            "200 vrije plaatsen, voor groepen die er in 2014 te weinig waren.",
            "200 free places, for groups that were too few in 2014.",
        ),
    ),
    Step(
        at="2016-04-08 09:00",
        say=Text(
            "De dag ervoor: kan de burgertop open? Het college is dit jaar nog niet gesproken.",
            "The day before: can the summit open? The executive was not spoken with this year.",
        ),
        words=("advance", REF, "naar-burgertop"),
        code=1,
    ),
    _listen("2016-04-08 15:00", _COLLEGE),
)  # fmt: skip

_SUMMIT_2016 = (
    Step(
        at="2016-04-09 09:00",
        say=Text(
            "9 april 2016: 's ochtends tafels van vijf, tien onderwerpen; 's middags tafels van "
            "tien.",
            "9 April 2016: tables of five in the morning, ten topics; tables of ten after noon.",
        ),
        words=("advance", REF, "naar-burgertop"),
    ),
    _table("2016-04-09 12:00", _STAD, "--group", _INWONERS),
    _table("2016-04-09 12:01", _ORGANISATIE),
    _paper("2016-04-09 12:30", "topics", "--title", Text("Tien onderwerpen", "Ten topics")),
    _step("2016-04-09 13:00", "naar-middag"),
    _paper("2016-04-09 16:30", Text("plannen", "proposals")),
    Step(
        at="2016-04-09 16:40",
        say=Text(
            "Een verzonnen plan, zodat er iets te beantwoorden is.",
            "A plan that is made up, so that there is something to answer.",
        ),
        words=("contribution", "add", REF, Text("Een buurttafel", "A table for the street")),
    ),
    _step("2016-04-09 16:50", "naar-stemming"),
    Step(
        at="2016-04-09 17:00",
        words=("decision", "add", REF, "--body", _STAD, "--outcome", "top_ten"),
    ),
    _paper("2016-04-09 17:10", "top_ten"),
    Step(
        at="2016-04-09 17:20",
        words=(
            "contribution", "dispose", REF, "1", "--outcome", Text("overgenomen", "adopted"),
            "--reason", Text("In de top tien.", "In the top ten."),
        ),
    ),
    _step("2016-04-09 17:30", "naar-themagroepen"),
)  # fmt: skip

_COUNCIL_2016 = (
    Step(
        at="2016-04-11 09:00",
        words=(
            "action", "add", REF, Text("Een buurttafel maken", "Make a table"),
            "--owner", "Maker Voorbeeld", "--due", "2016-09-01",
        ),
    ),
    Step(at="2016-04-25 09:00", words=("feedback", "send", REF)),
    Step(
        at="2016-09-20 19:30",
        say=Text(
            "20 september 2016: presentatie in een Ronde van de raad.",
            "20 September 2016: presentation in a session of the council.",
        ),
        words=("advance", REF, "naar-ronde"),
    ),
    _paper("2016-09-20 20:00", Text("presentatie", "presentation")),
    Step(at="2016-09-20 21:00", words=("next", REF)),
    Step(
        at="2016-09-20 22:00",
        say=Text(
            "Wat de raad antwoordde, is niet bekend. Ook dat staat er voortaan.",
            "What the council answered is not known. From now on that is written down too.",
        ),
        words=(
            "advance", REF, "vervolg-zonder-raad", "--motivation",
            Text("Het antwoord is niet bekend.", "The answer is not known."),
        ),
    ),
    Step(at="2016-09-20 22:10", words=("status", REF)),
    Step(
        at="2016-09-20 22:20",
        say=Text("Het logboek is gaaf.", "The ledger is whole."),
        words=("audit", "verify", REF),
    ),
)  # fmt: skip

STORY = Story(
    id="burgertop",
    actor=LEAD,
    opening=Text(
        "De burgertoppen G1000 Amersfoort van 2014 en 2016, naar hun data, op een database die na "
        "afloop weg is. De namen van mensen zijn verzonnen. Achter $ staat wat de projectleider "
        "typt.",
        "The summits G1000 Amersfoort of 2014 and 2016, by their dates, on a database that is gone "
        "afterwards. The names of people are made up. After $ stands what the project lead types.",
    ),
    steps=(
        *_AGENDA, *_INVITING, *_SUMMIT_2014, *_SEQUEL_2014, *_ROUND_2016, *_SUMMIT_2016,
        *_COUNCIL_2016,
    ),
    closing=Text(
        "Bronnen: destadamersfoort.nl, g1000amersfoort.nl, rtvutrecht. Zie ook: "
        "trajecten workflow show burgertop",
        "Sources: destadamersfoort.nl, g1000amersfoort.nl, rtvutrecht. See also: "
        "trajecten workflow show burgertop",
    ),
)  # fmt: skip
