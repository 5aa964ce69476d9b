"""The story of the interview on `relatie-eerst`: all people and places in it are made up."""

from trajecten import Text
from trajecten_cli.demo.story import Step, Story, Word

REF = "2026-001"
LEAD = "Projectleider Voorbeeld"
COMMISSIONER = "Opdrachtgever Voorbeeld"

_RAAD = Text("raad", "council")
_COLLEGE = Text("college", "executive")
_ORGANISATIE = Text("organisatie", "municipal")
_STAD = Text("stad", "city")
_BRIEF = Text("brief", "letter")


def _contact(domain: Word, *more: Word) -> tuple[Word, ...]:
    return ("contact", "add", REF, "--domain", domain, *more)


def _fields(*pairs: tuple[str, str]) -> tuple[Word, ...]:
    return tuple(word for nl, en in pairs for word in ("--field", Text(nl, en)))


_START = (
    Step(
        at="2026-01-12 09:00",
        say=Text(
            "De gemeente wil iets met het Stationsplein. Er ligt geen plan, en dat is goed.",
            "The municipality wants to do something about Station Square. There is no plan, and "
            "that is right.",
        ),
        words=(
            "start",
            "relatie-eerst",
            Text("Stationsplein", "Station Square"),
            "--commissioner",
            COMMISSIONER,
            "--assign",
            Text(f"projectleider={LEAD}", f"project_lead={LEAD}"),
        ),
    ),
)

_LISTENING = (
    Step(
        at="2026-01-14 17:00",
        say=Text(
            "Eerst luisteren. In de stad wordt met drie groepen gesproken.",
            "First listen. In the city, three groups are spoken with.",
        ),
        words=_contact(
            _STAD,
            "--group",
            Text("inwoners", "residents"),
            "--count",
            "8",
            "--note",
            Text("Bang weer niet gehoord te worden.", "Afraid not to be heard."),
        ),
    ),
    Step(
        at="2026-01-19 17:00",
        words=_contact(
            _STAD,
            "--group",
            Text("ondernemers", "entrepreneurs"),
            "--on",
            Text("gisteren", "yesterday"),
            "--with",
            "Ondernemer Voorbeeld",
        ),
    ),
    Step(
        at="2026-01-21 17:00",
        words=_contact(_STAD, "--group", Text("instell", "instit"), "--count", "3"),
    ),
    Step(
        at="2026-01-22 17:00",
        say=Text(
            "In het stadhuis met alle lagen: directie, leidinggevenden, medewerkers.",
            "In the town hall with all layers: the board, managers, staff.",
        ),
        words=_contact(_ORGANISATIE, "--layer", Text("directie", "executive board")),
    ),
    Step(
        at="2026-01-26 17:00",
        words=_contact(_ORGANISATIE, "--layer", Text("leidinggevenden", "managers")),
    ),
    Step(
        at="2026-01-28 17:00",
        words=_contact(_ORGANISATIE, "--layer", Text("medewerkers", "staff"), "--count", "6"),
    ),
    Step(
        at="2026-01-29 20:00",
        say=Text("En met twee fracties in de raad.", "And with two parties in the council."),
        words=_contact(_RAAD, "--on", Text("26 januari", "26 January")),
    ),
    Step(at="2026-01-29 20:05", words=_contact(_RAAD, "--on", Text("vandaag", "today"))),
    Step(
        at="2026-01-30 09:00",
        say=Text(
            "Hoe staat het ervoor? Het college is nog niet gesproken: het wordt net gevormd.",
            "How do things stand? The executive was not spoken with yet: it is being formed.",
        ),
        words=("status", REF),
    ),
)

_CORE = (
    Step(
        at="2026-01-30 09:30",
        words=(
            "artefact",
            "add",
            REF,
            "contextscan",
            *_fields(
                ("issues=Parkeren, hitte, eenzaamheid", "issues=Parking, heat, loneliness"),
                ("people=Bewoners, winkeliers, school", "people=Residents, shops, school"),
                ("history=Plan uit 2019 liep vast", "history=A plan of 2019 ran aground"),
                ("sensitivities=Beloftes van toen", "sensitivities=Promises of that time"),
                ("own_conclusion=Klein en open beginnen", "own_conclusion=Begin small and open"),
            ),
        ),
    ),
    Step(
        at="2026-02-03 09:00",
        say=Text(
            "Na drie weken. De opdrachtgever vindt het goed dat de kern alvast wordt gezocht.",
            "After three weeks. The commissioner agrees that the search for the core begins.",
        ),
        words=(
            "approve",
            REF,
            "naar-kern",
            "--as",
            COMMISSIONER,
            "--role",
            Text("opdrachtgever", "commissioner"),
        ),
    ),
    Step(at="2026-02-03 09:10", words=("advance", REF, "naar-kern")),
    Step(
        at="2026-02-20 09:00",
        say=Text(
            "De kern van de gesprekken op één bladzijde, en daaruit een gezamenlijke visie.",
            "The core of the conversations on one page, and from it a shared vision.",
        ),
        words=("artefact", "add", REF, Text("kern", "core"), "--cites", Text("alle", "all")),
    ),
    Step(
        at="2026-02-20 09:10",
        words=(
            "artefact",
            "add",
            REF,
            Text("visie", "vision"),
            "--title",
            Text("Een plein om te blijven", "A square to stay"),
        ),
    ),
    Step(at="2026-02-23 16:00", words=("endorse", REF, Text("visie", "vision"), "--by", _RAAD)),
    Step(at="2026-02-24 16:00", words=("endorse", REF, Text("visie", "vision"), "--by", _COLLEGE)),
    Step(
        at="2026-02-24 16:10",
        words=("endorse", REF, Text("visie", "vision"), "--by", _ORGANISATIE),
    ),
    Step(at="2026-02-24 16:20", words=("endorse", REF, Text("visie", "vision"), "--by", _STAD)),
)

_REFUSED = (
    Step(
        at="2026-02-25 09:00",
        say=Text(
            "Nu aan de inhoud beginnen? Eén domein is nog niet gehoord.",
            "Begin on the content now? One domain was not heard yet.",
        ),
        words=("advance", REF, Text("naar de onderwerpen", "on to the topics")),
        code=1,
    ),
    Step(
        at="2026-02-26 11:00",
        say=Text(
            "Een gesprek met het college over een tekening. Dat is inhoud, geen luisteren.",
            "A conversation with the executive about a drawing. That is content, not listening.",
        ),
        words=_contact(_COLLEGE, "--purpose", Text("inhoud", "content")),
    ),
    Step(
        at="2026-02-26 11:10",
        say=Text("Dus telt het niet mee.", "So it does not count."),
        words=("advance", REF, "naar-onderwerpen"),
        code=1,
    ),
    Step(
        at="2026-03-03 14:00",
        say=Text(
            "Nu het gesprek dat ontbrak: wat hoort de wethouder zelf, en waar ligt zij wakker van?",
            "Now the conversation that was missing: what does the alderman hear, what worries her?",
        ),
        words=_contact(
            _COLLEGE,
            "--purpose",
            Text("luisteren", "listening"),
            "--with",
            "Wethouder Voorbeeld",
        ),
    ),
    Step(at="2026-03-03 14:10", words=("next", REF)),
    Step(at="2026-03-03 14:20", words=("advance", REF, "naar-onderwerpen")),
)

_TOPICS = (
    Step(
        at="2026-03-16 10:00",
        say=Text(
            "Begin klein: twee onderwerpen, in het open gekozen.",
            "Begin small: two topics, chosen in the open.",
        ),
        words=(
            "artefact",
            "add",
            REF,
            Text("onderwerpkeuze", "choice of topics"),
            *_fields(
                ("longlist=Elf onderwerpen", "longlist=Eleven topics"),
                ("criteria=Snel zichtbaar, breed gedragen", "criteria=Soon visible, widely shared"),
                ("choice=Schaduw en een zitplek", "choice=Shade and a place to sit"),
                ("chosen_by=Bewoners en winkeliers", "chosen_by=Residents and shops"),
            ),
        ),
    ),
    Step(
        at="2026-03-16 10:20",
        words=(
            "artefact",
            "add",
            REF,
            "participatieplan",
            *_fields(
                ("goal=Samen kiezen waar schaduw komt", "goal=Choose together where shade comes"),
                ("level=Meebeslissen", "level=Decide together"),
                ("room=Alles behalve de busbaan", "room=All but the bus lane"),
                ("follow_up=Antwoord binnen vier weken", "follow_up=A reply within four weeks"),
            ),
        ),
    ),
    Step(at="2026-03-16 10:30", words=("advance", REF, "naar-inbreng")),
)

_INPUT = (
    Step(
        at="2026-03-30 20:00",
        say=Text("Mensen brengen in.", "People bring things in."),
        words=(
            "contribution",
            "add",
            REF,
            Text("Zet bomen waar de bus wacht.", "Plant trees where the bus waits."),
            "--group",
            Text("inwoners", "residents"),
            "--from",
            "Bewoner Voorbeeld",
        ),
    ),
    Step(
        at="2026-03-30 20:10",
        words=(
            "contribution",
            "add",
            REF,
            Text("Maak het plein autovrij.", "Close the square to cars."),
            "--group",
            Text("ondernemers", "entrepreneurs"),
        ),
    ),
    Step(
        at="2026-04-13 09:00",
        say=Text(
            "Elke inbreng krijgt een antwoord met een reden.",
            "Each contribution gets an answer with a reason.",
        ),
        words=(
            "contribution",
            "dispose",
            REF,
            "1",
            "--outcome",
            Text("overgenomen", "adopted"),
            "--reason",
            Text("Zes bomen passen naast de halte.", "Six trees fit by the stop."),
        ),
    ),
    Step(
        at="2026-04-13 09:10",
        words=(
            "contribution",
            "dispose",
            REF,
            "2",
            "--outcome",
            Text("deels", "partly"),
            "--reason",
            Text("Op zaterdag wel, anders niet.", "On Saturdays only."),
        ),
    ),
    Step(at="2026-04-20 19:00", words=("feedback", "send", REF, "--channel", _BRIEF)),
    Step(at="2026-04-20 19:10", words=("advance", REF, "naar-besluit")),
)

_LOOP = (
    Step(
        at="2026-04-28 09:00",
        say=Text(
            "Bij het lezen van het voorstel blijkt dat de school iets mist. Terug dus. Teruggaan "
            "mag, maar niet zonder reden.",
            "Reading the proposal, the school turns out to miss something. So back it goes. Going "
            "back is allowed, but not without a reason.",
        ),
        words=("advance", REF, "terug-naar-inbreng", "--motivation", ""),
        code=1,
    ),
    Step(
        at="2026-04-28 09:05",
        words=(
            "advance",
            REF,
            "terug-naar-inbreng",
            "--motivation",
            Text("De school is niet gevraagd.", "The school was not asked."),
        ),
    ),
    Step(
        at="2026-05-11 15:00",
        words=(
            "contribution",
            "add",
            REF,
            Text("Laat ruimte om te rennen.", "Leave room to run."),
            "--group",
            Text("instellingen", "institutions"),
        ),
    ),
    Step(
        at="2026-05-18 09:00",
        words=(
            "contribution",
            "dispose",
            REF,
            "3",
            "--outcome",
            Text("overgenomen", "adopted"),
            "--reason",
            Text("De zitplek schuift op.", "The place to sit moves over."),
        ),
    ),
    Step(at="2026-05-26 09:00", words=("feedback", "send", REF)),
    Step(at="2026-05-26 09:10", words=("advance", REF, "naar-besluit")),
)

_DECISION = (
    Step(
        at="2026-06-17 09:00",
        say=Text("De raad besluit.", "The council decides."),
        words=(
            "decision",
            "add",
            REF,
            "--body",
            _RAAD,
            "--outcome",
            "adopted",
            "--reference",
            "2026-061",
            "--on",
            Text("gisteren", "yesterday"),
        ),
    ),
    Step(
        at="2026-06-17 09:10",
        words=("role", "assign", REF, Text("markeerpunt", "exemplar"), "Teamleider Voorbeeld"),
    ),
    Step(at="2026-06-17 09:20", words=("advance", REF, "naar-praktijk")),
)

_PRACTICE = (
    Step(
        at="2026-06-18 09:00",
        say=Text(
            "Het eindigt in de praktijk: wie doet wat, en wanneer?",
            "It ends in practice: who does what, and when?",
        ),
        words=(
            "action",
            "add",
            REF,
            Text("Zes bomen planten", "Plant six trees"),
            "--owner",
            "Teamleider Voorbeeld",
            "--due",
            Text("15 november", "15 November"),
        ),
    ),
    Step(at="2026-11-16 09:00", words=("action", "done", REF, "1")),
    Step(
        at="2026-11-16 09:10",
        words=(
            "lesson",
            "add",
            REF,
            Text("Vraag de school bij het begin.", "Ask the school at the start."),
        ),
    ),
    Step(at="2026-11-16 09:20", words=("advance", REF, "naar-leren")),
)

_LEARNING = (
    Step(
        at="2026-12-01 10:00",
        say=Text("Leren, en borgen wie het verder draagt.", "Learn, and settle who carries it on."),
        words=(
            "lesson",
            "add",
            REF,
            Text("Luisteren gaf het beste onderwerp.", "Listening gave the best topic."),
        ),
    ),
    Step(
        at="2026-12-01 10:10",
        words=(
            "artefact",
            "add",
            REF,
            Text("borging", "embedding"),
            *_fields(
                ("owners=Wijkteam en winkeliers", "owners=District team and shops"),
                ("evaluation_date=1 juni 2027", "evaluation_date=1 June 2027"),
            ),
        ),
    ),
    Step(
        at="2026-12-01 10:20",
        words=(
            "role",
            "assign",
            REF,
            Text("kwartiermaker", "process steward"),
            "Kwartiermaker Voorbeeld",
        ),
    ),
    Step(at="2026-12-01 10:30", words=("next", REF)),
    Step(
        at="2026-12-01 10:40",
        say=Text(
            "Alles staat in het logboek, ook de geweigerde pogingen. Hier de twee van februari.",
            "Everything is in the ledger, the refused attempts too. Here are the two of February.",
        ),
        words=("log", REF, "--after", "18", "--limit", "3"),
    ),
    Step(
        at="2026-12-01 10:50",
        say=Text(
            "En niets daarvan is later veranderd.", "And nothing of it was changed afterwards."
        ),
        words=("audit", "verify", REF),
    ),
)

STORY = Story(
    id="relatie-eerst",
    actor=LEAD,
    opening=Text(
        "Een heel traject, van het eerste gesprek tot de lessen, op een database die na afloop "
        "weg is. Alle namen zijn verzonnen. Achter $ staat wat de projectleider typt.",
        "A whole trajectory, from the first conversation to the lessons, on a database that is "
        "gone afterwards. All names are made up. After $ stands what the project lead types.",
    ),
    steps=(
        *_START, *_LISTENING, *_CORE, *_REFUSED, *_TOPICS, *_INPUT, *_LOOP, *_DECISION,
        *_PRACTICE, *_LEARNING,
    ),
    closing=Text(
        "Zelf beginnen? Kies een workflow met: trajecten workflow list",
        "Begin yourself? Choose a workflow with: trajecten workflow list",
    ),
)  # fmt: skip
