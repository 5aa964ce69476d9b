"""A trajectory at a glance: where it is, the domains, the people, the papers, what is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from trajecten import KIND_LABELS, DomainStatus, Share, Status, TrackStatus, Workflow
from trajecten_cli.dates import day_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.aside import aside_document, aside_words
from trajecten_cli.views.choices import choice_document, show_choices
from trajecten_cli.views.family import related_document, show_family
from trajecten_cli.views.findings import finding_document
from trajecten_cli.views.terms import show_running, term_document


@dataclass(frozen=True, slots=True)
class Glance:
    """The status of a trajectory, with the workflow that its names come from."""

    status: Status
    workflow: Workflow


def document(seen: Glance, language: Language) -> Document:
    """Return the JSON document of a status."""
    status = seen.status
    return {
        "ref": status.ref,
        "title": status.title,
        "workflow": status.workflow,
        "label": status.label.in_language(language),
        "version": status.version,
        "digest": status.digest,
        "seq": status.seq,
        "started_at": moment(status.started_at),
        "recorded_at": moment(status.recorded_at),
        "phases": status.phases,
        "tracks": [_track_document(one, language) for one in status.tracks],
        "domains": [_domain_document(one, language) for one in status.domains],
        "relation": finding_document(status.relation, status.ref, language),
        "set_aside": aside_document(status.set_aside, language),
        "relation_stands": finding_document(status.relation_stands, status.ref, language)
        if status.relation_stands is not None
        else None,
        "relation_waivers": list(status.relation_waivers),
        "adaptations": list(status.adaptations),
        "debts": [finding_document(one, status.ref, language) for one in status.debts],
        "roles": [{"role": one.role, "name": one.name} for one in status.holders],
        "artefacts": [_paper_document(kind, status) for kind in status.artefacts],
        "contributions": {
            "received": status.contributions,
            "undisposed": status.undisposed,
            "unanswered": status.unanswered,
        },
        "actions_open": status.actions_open,
        "loops": status.loops,
        "parent": related_document(status.parent),
        "children": [related_document(one) for one in status.children],
        "terms": [term_document(one, language) for one in status.terms],
        "choices": [choice_document(one, language) for one in status.choices],
    }


def show(seen: Glance, screen: Screen) -> None:
    """Show a status."""
    status = seen.status
    show_title(status, screen)
    screen.heading(_("Where you are"))
    for track in status.tracks:
        show_track(track, screen, alone=len(status.tracks) == 1)
    _show_loops(status, screen)
    show_running(status.terms, screen)
    show_choices(status.choices, screen)
    _show_domains(status, screen)
    _show_people(status, screen)
    _show_papers(seen, screen)
    show_family(status, screen)
    _show_open(status, screen)


def show_title(status: Status, screen: Screen, *, debts: bool = True) -> None:
    """Show which trajectory this is; with `debts`, also what must still be made good."""
    title = status.title if status.title is not None else _("(title erased)")
    screen.line(f"{status.ref}  {title}", style="bold")
    words = _("{workflow}, version {version}, started on {day}").format(
        workflow=screen.words(status.label),
        version=status.version,
        day=day_text(status.started_at, screen.language),
    )
    screen.line(words, style="dim")
    _show_tailoring(status, screen, debts=debts)


def show_track(track: TrackStatus, screen: Screen, *, alone: bool) -> None:
    """Show where one track is; its name only when there are several."""
    name = "" if alone else f"{screen.words(track.label)}: "
    words = _("{phase} ({kind}), since {day}").format(
        phase=screen.words(track.phase_label),
        kind=screen.words(KIND_LABELS[track.kind]),
        day=day_text(track.since, screen.language),
    )
    again = _(", visit {number}").format(number=track.visit) if track.visit > 1 else ""
    end = _(", the end") if track.final else ""
    screen.line(f"{name}{words}{again}{end}", indent=STEP)
    if track.attention_from and track.attention_from <= screen.now:
        day = day_text(track.attention_from, screen.language)
        screen.item(
            _("It has taken longer than intended since {day}.").format(day=day),
            sign="!",
            indent=STEP,
            style="yellow",
        )


# Private


def _show_tailoring(status: Status, screen: Screen, *, debts: bool) -> None:
    """Show, first of all, where this trajectory does not go as its workflow says."""
    warnings: list[str] = []
    if status.set_aside:
        warnings.append(aside_words(status.set_aside, screen))
    if status.relation_waivers:
        words = _("Relation first was laid aside in this trajectory ({ids}).")
        warnings.append(words.format(ids=", ".join(status.relation_waivers)))
    if status.relation_stands is not None:
        warnings.append(screen.words(status.relation_stands.message))
    if status.adaptations:
        words = _("This trajectory has a workflow of its own ({ids}).")
        warnings.append(words.format(ids=", ".join(status.adaptations)))
    if debts:
        warnings += [screen.words(one.message) for one in status.debts if not one.met]
    for one in warnings:
        screen.item(one, sign="!", style="yellow")
    if status.relation_stands is not None:
        screen.command(("trajecten", "attention", status.ref), indent=STEP)


def _show_loops(status: Status, screen: Screen) -> None:
    if status.loops:
        words = ngettext(
            "{n} time back in a phase where it was before.",
            "{n} times back in a phase where it was before.",
            status.loops,
        )
        screen.line(words.format(n=status.loops), indent=STEP)


def _show_domains(status: Status, screen: Screen) -> None:
    screen.heading(_("Conversations"))
    columns = (_("Domain"), _("All"), _("To listen"), _("Last"), _("Not heard yet"))
    screen.table(columns, [_domain_row(one, screen) for one in status.domains])
    if not status.set_aside:
        words = _("Relation first: {finding}").format(finding=screen.words(status.relation.message))
        screen.judged(status.relation.met, words)


def _domain_row(domain: DomainStatus, screen: Screen) -> tuple[str, ...]:
    unheard = [screen.words(one.label) for one in (*domain.groups, *domain.layers) if not one.heard]
    if not domain.listening and not unheard:
        unheard = [_("nobody yet")]
    return (
        screen.words(domain.label),
        str(domain.contacts),
        str(domain.listening),
        day_text(domain.last, screen.language),
        ", ".join(unheard) or "-",
    )


def _show_people(status: Status, screen: Screen) -> None:
    screen.heading(_("Roles"))
    rows = [
        (screen.words(one.label), one.name if one.name is not None else _("(erased)"))
        for one in status.holders
    ]
    screen.pairs(rows, indent=STEP)


def _show_papers(seen: Glance, screen: Screen) -> None:
    if not seen.status.artefacts:
        return
    screen.heading(_("Papers"))
    screen.pairs(list(_paper_rows(seen, screen)), indent=STEP)


def _paper_rows(seen: Glance, screen: Screen) -> Iterator[tuple[str, str]]:
    for kind, paper in seen.status.artefacts.items():
        parts = [_("version {number}").format(number=paper.version)]
        if count := len(paper.cites) - len(paper.broken):
            parts.append(
                ngettext("rests on {n} conversation", "rests on {n} conversations", count).format(
                    n=count
                )
            )
        if paper.broken:
            names = ", ".join(paper.broken)
            parts.append(_("cites what was taken back: {names}").format(names=names))
        name_of = seen.workflow.name_of
        by = [screen.words(name_of("domain", one)) for one in paper.domains]
        by += [screen.words(name_of("role", one)) for one in paper.roles]
        if by:
            parts.append(_("endorsed by {names}").format(names=", ".join(by)))
        if lacking := seen.status.unendorsed.get(kind):
            names = ", ".join(screen.words(one.label) for one in lacking)
            parts.append(_("not endorsed yet by {names}").format(names=names))
        yield screen.words(name_of("artefact", kind)), "; ".join(parts)


def _show_open(status: Status, screen: Screen) -> None:
    screen.heading(_("Open"))
    count = status.contributions
    words = ngettext("{n} contribution received", "{n} contributions received", count)
    waiting = _("{weigh} to weigh, {answer} to answer").format(
        weigh=status.undisposed, answer=status.unanswered
    )
    actions = ngettext("{n} open", "{n} open", status.actions_open)
    rows = [
        (_("Input"), f"{words.format(n=count)}, {waiting}"),
        (_("Actions"), actions.format(n=status.actions_open)),
    ]
    screen.pairs(rows, indent=STEP)
    screen.blank()
    screen.line(_("What can be done now:"))
    screen.command(("trajecten", "next", status.ref), indent=STEP)


def _track_document(track: TrackStatus, language: Language) -> Document:
    return {
        "id": track.id,
        "phase": track.phase,
        "label": track.phase_label.in_language(language),
        "kind": track.kind.value,
        "since": moment(track.since),
        "visit": track.visit,
        "final": track.final,
        "attention_from": moment(track.attention_from),
    }


def _domain_document(domain: DomainStatus, language: Language) -> Document:
    return {
        "id": domain.id,
        "label": domain.label.in_language(language),
        "contacts": domain.contacts,
        "listening": domain.listening,
        "last": moment(domain.last),
        "groups": [_share_document(one) for one in domain.groups],
        "layers": [_share_document(one) for one in domain.layers],
    }


def _share_document(share: Share) -> Document:
    return {"id": share.id, "heard": share.heard}


def _paper_document(kind: str, status: Status) -> Document:
    paper = status.artefacts[kind]
    return {
        "type": kind,
        "id": paper.id,
        "version": paper.version,
        "fields": list(paper.fields),
        "cites": list(paper.cites),
        "broken": list(paper.broken),
        "domains": list(paper.domains),
        "roles": list(paper.roles),
        "unendorsed": [one.id for one in status.unendorsed.get(kind, ())],
    }
