"""What changed between two workflows in what may be deviated from, and in who decides on that."""

from collections.abc import Iterator

from trajecten.checking.difference.change import About, Change, Strictness, strictness
from trajecten.core.deviation import DEVIATION_LABELS, Deciders, DeviationKind, Deviations
from trajecten.core.text import Text, listed, same
from trajecten.core.workflow import Workflow

_OR = Text("of", "or")
_NOBODY = Text("niemand", "nobody")
_NOTHING = Text("niets", "nothing")


def of_deviations(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return what changed in the freedom to deviate; freer from relation first is looser."""
    before, after = old.deviations, new.deviations
    if _kinds(before) != _kinds(after):
        words = Text("afwijken kan nu door {new}", "deviating goes by {new} now")
        yield _ABOUT.change(words.fill(new=_listed_kinds(after)), _of_kinds(before, after))
    if _roles(_usual(before)) != _roles(_usual(after)):
        words = Text("over afwijkingen besluit nu {new}", "{new} decides on deviations now")
        yield _ABOUT.change(words.fill(new=_who(new, _usual(after))))
    yield from _of_relation(new, _firm(before), _firm(after))
    yield from map(_ABOUT.change, _of_bases(before, after))
    if _motivated(before) is not _motivated(after):
        yield _ABOUT.change(
            Text("wie een afwijking toestaat, motiveert dat nu", "who approves says why now")
            if _motivated(after)
            else Text(
                "wie een afwijking toestaat, hoeft dat niet meer te motiveren",
                "who approves need no longer say why",
            )
        )
    if _terms(before) != _terms(after):
        yield _ABOUT.change(
            Text(
                "wat na een afwijking moet gebeuren, of hoe lang een besluit geldt, is anders",
                "what a deviation owes, or how long a decision holds, is different",
            )
        )


# Private

_ABOUT = About("deviations")


def _of_kinds(before: Deviations | None, after: Deviations | None) -> Strictness:
    """Return whether relation first can be let go by more kinds of deviation, or by fewer."""
    if _firm(before) is None or _firm(after) is None:
        return Strictness.SAME
    first, second = set(_kinds(before)), set(_kinds(after))
    return strictness(looser=bool(second - first), tighter=bool(first - second))


def _of_relation(
    new: Workflow, before: Deciders | None, after: Deciders | None
) -> Iterator[Change]:
    first, second = _roles(before), _roles(after)
    if first == second:
        return
    words = Text(
        "over een afwijking van relatie eerst besluit nu {new}",
        "{new} decides on a deviation from relation first now",
    ).fill(new=_who(new, after))
    looser, tighter = bool({*second} - {*first}), bool({*first} - {*second})
    yield _ABOUT.change(words, strictness(looser=looser, tighter=tighter))


def _of_bases(before: Deviations | None, after: Deviations | None) -> Iterator[Text]:
    for words, which in (
        (Text("over afwijkingen wordt nu besloten op grond van {b}",
              "deviations are decided on by {b} now"), _usual),
        (Text("over afwijkingen van relatie eerst wordt nu besloten op grond van {b}",
              "deviations from relation first are decided on by {b} now"), _firm),
    ):  # fmt: skip
        first, second = which(before), which(after)
        if first and second and first.basis != second.basis:
            yield words.fill(b=second.basis or same("-"))


def _motivated(rules: Deviations | None) -> bool:
    return rules is not None and rules.motivated


def _kinds(rules: Deviations | None) -> tuple[DeviationKind, ...]:
    return rules.allowed if rules else ()


def _listed_kinds(rules: Deviations | None) -> Text:
    return listed(DEVIATION_LABELS[one] for one in rules.allowed) if rules else _NOTHING


def _usual(rules: Deviations | None) -> Deciders | None:
    return rules.deciders if rules else None


def _firm(rules: Deviations | None) -> Deciders | None:
    return rules.relation_first if rules else None


def _roles(deciders: Deciders | None) -> tuple[str, ...]:
    return deciders.roles if deciders else ()


def _who(workflow: Workflow, deciders: Deciders | None) -> Text:
    if deciders is None:
        return _NOBODY
    return listed((workflow.name_of("role", one) for one in deciders.roles), _OR)


def _terms(rules: Deviations | None) -> object:
    if rules is None:
        return None
    firm = rules.relation_first
    return rules.expires_after, rules.deciders.debt, firm.debt if firm else None
