"""The commands on papers: register one, endorse one."""

import hashlib
from gettext import gettext as _
from pathlib import Path

import click

from trajecten import Endorse, RegisterArtefact
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import Case, by_id, case, happened, numbered
from trajecten_cli.lazy import Change


@click.command(cls=Change)
@parameters.ref
@parameters.word("kind", "TYPE", completing.names("artefact"))
@click.option("--title", metavar=_("TEXT"), help=_("The title of the paper."))
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("PATH"),
    help=_("The file; its fingerprint (SHA-256) is kept, not the file itself."),
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar=_("NAME=TEXT"),
    help=_("What the paper says on a point; may be given several times."),
)
@click.option(
    "--cites",
    metavar="CONTACT,…|all",
    help=_("The conversations it rests on; 'all' for every one that stands."),
)
@parameters.on
def add(
    *,
    ref: str | None,
    kind: str | None,
    title: str | None,
    path: Path | None,
    fields: tuple[str, ...],
    cites: str | None,
    on: str | None,
) -> None:
    """Register a paper, or its next version."""
    with case(ref) as here:
        which = here.named("artefact", kind, "TYPE", _("Which paper (number or name)"))
        paper = RegisterArtefact(
            type=which,
            title=title,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest() if path else None,
            fields=_fields(here, which, fields),
            cites=_cited(here, cites),
            on=happened(on),
        )
        here.do(paper)


@click.command(cls=Change)
@parameters.ref
@parameters.word("artefact", "TYPE", completing.names("artefact"))
@click.option(
    "--by",
    metavar=_("DOMAIN|ROLE"),
    help=_("Who stands behind it: a domain, or the holder of a role."),
    shell_complete=completing.names("domain", "role"),
)
@parameters.person("--with", _("Who said so; the name can be erased later."))
@parameters.on
@parameters.note
def endorse(
    *,
    ref: str | None,
    artefact: str | None,
    by: str | None,
    person: str | None,
    on: str | None,
    note: str | None,
) -> None:
    """Record that a domain, or the holder of a role, stands behind a paper."""
    with case(ref) as here:
        which = here.named("artefact", artefact, "TYPE", _("Which paper (number or name)"))
        body = here.body(by, "--by", _("Who endorses it (number or name)"))
        here.do(Endorse(artefact=which, by=body, person=person, on=happened(on), note=note))


# Private


def _fields(here: Case, kind: str, given: tuple[str, ...]) -> dict[str, str]:
    paper = next(one for one in here.workflow.artefacts if one.id == kind)
    found: dict[str, str] = {}
    for one in given:
        name, equals, text = one.partition("=")
        if not equals:
            raise click.BadParameter(_("Write it as NAME=TEXT."), param_hint="--field")
        found[asking.one_of(name, by_id(paper.fields), "--field", "")] = text
    return found


def _cited(here: Case, given: str | None) -> tuple[str, ...]:
    if given is None:
        return ()
    if given.strip().lower() in {"all", "alle", "alles"}:
        return tuple(one.id for one in here.engine.contacts(here.ref) if not one.retracted)
    return tuple(numbered("contact", one) for one in given.split(",") if one.strip())
