"""What changed in a workflow as a whole: how it is called, where it comes from, how it runs."""

from collections.abc import Iterator

from trajecten.checking.difference.change import About, Change
from trajecten.checking.difference.names import FIELDS
from trajecten.core.text import Text, listed, same
from trajecten.core.workflow import Role, Source, Workflow


def of_workflow(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return each thing that the newer workflow says otherwise of itself."""
    about = About("workflow")
    for words, first, second in (
        (Text("de id is nu {new}", "the id is {new} now"), old.id, new.id),
        (Text("de versie is nu {new}", "the version is {new} now"), old.version, new.version),
        (Text("het proces heet nu {new}", "the process is called {new} now"), old.label, new.label),
        (Text("de samenvatting is nu: {new}", "the summary is now: {new}"),
         old.summary, new.summary),
        (Text("het proces heeft een andere grondslag: {new}",
              "the process has another basis: {new}"), old.basis, new.basis),
    ):  # fmt: skip
        if first != second:
            yield about.change(words.fill(new=second or same("-")))
    if old.source != new.source:
        words = Text("het proces komt nu uit: {new}", "the process is taken from: {new}, now")
        yield about.change(words.fill(new=_cited(new.source)))


def of_remarks(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return what is said otherwise of what was not verified, and of what is not expressed."""
    about = About("workflow")
    for words, first, second in (
        (_UNVERIFIED, old.unverified, new.unverified),
        (_NOT_EXPRESSED, old.not_expressed, new.not_expressed),
    ):
        for sign, some, others in ((_NO_LONGER, first, second), (_NOW, second, first)):
            for one in some:
                if one not in others:
                    yield about.change(words.fill(sign=sign, text=one))


def of_course(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return whether the process goes on otherwise, and where its tracks begin."""
    if old.continuous is not new.continuous:
        yield About("workflow").change(
            Text("het proces loopt nu door", "the process goes on now")
            if new.continuous
            else Text("het proces loopt niet meer door", "the process no longer goes on")
        )
    first = {one.id: one.initial for one in old.tracks}
    for track in new.tracks:
        if first.get(track.id, track.initial) != track.initial:
            words = Text("begint nu in {p}", "begins in {p} now").fill(p=track.initial)
            yield About("track", track.id).change(words)


def of_roles(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return which roles ask a successor now, or no longer."""
    before = {one.id: one for one in old.roles}
    for role in new.roles:
        if role.id in before and before[role.id].succession is not role.succession:
            yield About("role", role.id).change(_succession(role))


def of_papers(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return what changed in what papers are expected to answer."""
    before = {one.id: one.fields for one in old.artefacts}
    for paper in new.artefacts:
        for words in FIELDS.changes(before.get(paper.id, paper.fields), paper.fields):
            yield About("artefact", paper.id).change(words)


# Private

_NOW = Text("nu", "now")
_NO_LONGER = Text("niet meer", "no longer")
_UNVERIFIED = Text(
    "als niet nagegaan staat er {sign}: {text}", "as not verified it {sign} says: {text}"
)
_NOT_EXPRESSED = Text(
    "als niet uit te drukken staat er {sign}: {text}", "as not expressed it {sign} says: {text}"
)


def _succession(role: Role) -> Text:
    if role.succession:
        return Text("vraagt nu een opvolger", "asks a successor now")
    return Text("vraagt geen opvolger meer", "asks no successor any more")


def _cited(source: Source | None) -> Text:
    if source is None:
        return same("-")
    parts = (source.title, source.organisation, source.year, source.article, source.url)
    return listed(str(one) for one in parts if one is not None)
