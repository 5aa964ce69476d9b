"""What norms are measured by: numbers of days, and how a municipality calls its papers.

The values are those of a file in TOML, each key once; what the file leaves out stays as it is here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from trajecten.core.fitting import checked
from trajecten.core.kinds import AnyText
from trajecten.core.text import Text
from trajecten.errors import InputError

_DOC: Final = "trajecten"


def _set(default: Any, nl: str, en: str) -> Any:  # noqa: ANN401 (a field of any type)
    return field(default=default, metadata={_DOC: Text(nl, en)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The settings of the norms; lists hold ids of the workflow file."""

    goal_fields: tuple[str, ...] = _set(
        ("goal", "doel", "question"),
        "velden waarin het doel van de participatie staat",
        "fields that hold the goal of participation",
    )
    level_choices: tuple[str, ...] = _set(
        ("level", "niveau"),
        "keuzes van het participatieniveau",
        "choices of the level of participation",
    )
    level_fields: tuple[str, ...] = _set(
        ("level", "niveau"),
        "velden waarin het participatieniveau staat",
        "fields that hold the level of participation",
    )
    room_fields: tuple[str, ...] = _set(
        ("room", "ruimte", "limits", "influence"),
        "velden waarin de ruimte voor invloed staat",
        "fields that hold the room for influence",
    )
    no_participation_options: tuple[str, ...] = _set(
        ("geen", "nee", "none", "no"),
        "opties die betekenen: geen participatie",
        "options that mean: no participation",
    )
    analysis_papers: tuple[str, ...] = _set(
        ("context_scan", "interests", "exploration", "diagnosis", "participatieaanpak"),
        "stukken waarin staat wie erbij horen",
        "papers that say who belong to it",
    )
    outside_domains: tuple[str, ...] = _set(
        ("community",),
        "domeinen van mensen buiten het stadhuis",
        "domains of people outside the town hall",
    )
    plan_papers: tuple[str, ...] = _set(
        (
            "aanvraag",
            "chance_estimate",
            "concept_advice",
            "draft_envelope",
            "draft_plan",
            "draft_text",
            "frameworks",
            "ontwerpbesluit",
            "permit_application",
            "project_list",
            "proposal",
            "site_estimate",
        ),
        "stukken waarin de oplossing al staat",
        "papers that hold a solution already",
    )
    required_roles: tuple[str, ...] = _set(
        (),
        "rollen die bij de eerste stap vervuld zijn; leeg: die van de stappen zelf",
        "roles that are filled at the first step; empty: those of the steps themselves",
    )
    information_papers: tuple[str, ...] = _set(
        (
            "info_evening",
            "information",
            "kennisgeving",
            "kennisgeving-ontwerp",
            "kennisgeving-participatie",
            "presentation",
            "rules",
        ),
        "stukken waarmee mensen zijn ingelicht",
        "papers by which people were informed",
    )
    information_days: int = _set(
        0,
        "zoveel dagen voor de eerste inbreng zijn mensen ingelicht",
        "how many days before the first contribution people are informed",
    )
    session_channels: tuple[str, ...] = _set(
        ("meeting", "event"),
        "kanalen waarvan een verslag wordt verwacht",
        "channels of which a report is expected",
    )
    weighing_days: int = _set(
        42, "inbreng is binnen zoveel dagen gewogen", "a contribution is weighed within these days"
    )
    feedback_days: int = _set(
        28,
        "na de weging is binnen zoveel dagen teruggekoppeld",
        "after it was weighed, feedback follows within these days",
    )
    paragraph_papers: tuple[str, ...] = _set(
        (
            "eindverslag",
            "final_report",
            "motivering",
            "participatieparagraaf",
            "participatieverslag",
            "participation_report",
            "reaction_note",
        ),
        "stukken waarin staat wat met de participatie is gedaan",
        "papers that say what was done with the participation",
    )
    evaluation_papers: tuple[str, ...] = _set(
        ("evaluatie", "evaluation", "monitor_report", "monitoring"),
        "stukken van een evaluatie",
        "papers of an evaluation",
    )
    satisfaction_fields: tuple[str, ...] = _set(
        ("satisfaction", "tevredenheid"),
        "velden waarin staat hoe tevreden deelnemers zijn",
        "fields that hold how satisfied participants are",
    )
    evaluation_days: int = _set(
        365,
        "na het laatste besluit is binnen zoveel dagen geëvalueerd",
        "after the last decision, an evaluation follows within these days",
    )
    audit_papers: tuple[str, ...] = _set(
        ("audit_report", "rekenkamerrapport"),
        "rapporten met aanbevelingen van een onderzoek",
        "reports with recommendations of an audit",
    )
    recommendation_days: int = _set(
        365,
        "aanbevelingen zijn binnen zoveel dagen afgehandeld",
        "recommendations are dealt with within these days",
    )
    cost_fields: tuple[str, ...] = _set(
        ("budget", "cost", "costs", "hours", "kosten", "middelen", "per_plan", "total", "uren"),
        "velden waarin kosten of uren staan",
        "fields that hold costs or hours",
    )
    min_holders: int = _set(
        2,
        "het minste aantal mensen met een rol",
        "how many people hold a role at least",
    )
    late_days: int = _set(
        30,
        "wat later dan zoveel dagen is vastgelegd, is te laat vastgelegd",
        "what was recorded more than these days later, was recorded too late",
    )
    retention_days: int = _set(
        365,
        "zoveel dagen na het einde zijn persoonsgegevens nog nodig",
        "how many days after the end personal data are still needed",
    )


NO_THRESHOLDS: Final = Thresholds()


def threshold_words() -> Mapping[str, Text]:
    """Return what each setting means, by its key, in the order of the class."""
    return {one.name: one.metadata[_DOC] for one in fields(Thresholds)}


@checked
def load_thresholds(text: bytes, name: AnyText = "thresholds.toml") -> Thresholds:
    """Return the settings of a file in TOML; `name` is what the file is called in errors.

    Raises:
        InputError: it is not TOML, a key is unknown, or a value has another type.
    """
    try:
        given = tomllib.loads(text.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(name, f"geen TOML ({error})", f"not TOML ({error})") from error
    values: dict[str, Any] = {key: _value(name, key, one) for key, one in given.items()}
    return replace(NO_THRESHOLDS, **values)


# Private


def _value(name: str, key: str, given: object) -> object:
    if key not in threshold_words():
        raise _wrong(name, f"onbekende sleutel {key!r}", f"unknown key {key!r}")
    if isinstance(getattr(NO_THRESHOLDS, key), int):
        if type(given) is int and 0 <= given <= _MOST_DAYS:
            return given
        kinds = Text(f"een getal van 0 tot en met {_MOST_DAYS}", f"a number from 0 to {_MOST_DAYS}")
    elif isinstance(given, list) and all(isinstance(one, str) for one in given):
        return tuple(given)
    else:
        kinds = Text("een lijst van teksten", "a list of texts")
    raise _wrong(name, f"{key}: hier hoort {kinds.nl}", f"{key}: this should be {kinds.en}")


_MOST_DAYS: Final = 36_500


def _wrong(name: str, nl: str, en: str) -> InputError:
    return InputError(f"{name}: {nl}.", f"{name}: {en}.", instance="thresholds")
