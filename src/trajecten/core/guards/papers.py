"""Guards on papers: that they exist, build on conversations, and are stood behind (R6, R16)."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import ArtefactFact, Facts
from trajecten.core.finding import Finding, Json, Missing, Remedy
from trajecten.core.params import SINCE, ParamKind, param
from trajecten.core.since import counts, since_words
from trajecten.core.text import Text, abridged, counted, joined, listed, same
from trajecten.core.workflow import Situation

_VALID = (
    Text("geldig gesprek", "valid conversation"),
    Text("geldige gesprekken", "valid conversations"),
    Text("geen geldig gesprek", "no valid conversation"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """A paper of this type is registered, with its fields filled, citing contacts that stand."""

    kind: ClassVar[str] = "artefact"

    type: str = param(ParamKind.ARTEFACT, "The type of paper.")
    fields: tuple[str, ...] = param(
        ParamKind.FIELDS, "The fields of the paper that must be filled.", default=()
    )
    must_cite: int = param(
        ParamKind.COUNT, "How many contacts the paper must cite at the least.", default=0
    )
    since: str = param(ParamKind.SINCE, SINCE, default="")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether the current version answers what is asked."""
        label = situation.workflow.name_of("artefact", self.type)
        paper = facts.artefacts.get(self.type)
        if paper is None:
            return self._unmet(
                Text("{paper}: nog niet vastgelegd.", "{paper}: not registered yet.").fill(
                    paper=label.capitalised
                ),
                (Missing(self.type, label),),
                label,
                {"versions": 0},
            )
        if not counts(paper.seq, self.since, facts, situation):
            return self._unmet(
                Text(
                    "{paper} is niet opnieuw vastgelegd{since}.",
                    "{paper} was not registered anew{since}.",
                ).fill(paper=label.capitalised, since=since_words(self.since, facts, situation)),
                (Missing(self.type, label),),
                label,
                {"versions": paper.version},
            )
        empty = [one for one in self.fields if one not in paper.fields]
        standing = len(paper.cites) - len(paper.broken)
        numbers: dict[str, Json] = {"versions": paper.version, "cites": standing}
        problems = self._problems(paper, empty, standing, situation)
        if problems:
            sentence = Text("{paper}: {problems}.", "{paper}: {problems}.").fill(
                paper=label.capitalised, problems=joined(problems, "; ")
            )
            name_of = situation.workflow.name_of_field
            missing = tuple(Missing(one, name_of(self.type, one)) for one in empty)
            broken = tuple(Missing(one, same(one)) for one in paper.broken)
            return self._unmet(sentence, missing + broken, label, numbers)
        return Finding(
            guard=self.kind,
            met=True,
            message=Text(
                "{paper}: vastgelegd (versie {n}).", "{paper}: registered (version {n})."
            ).fill(paper=label.capitalised, n=paper.version),
            facts=numbers,
        )

    def _problems(
        self, paper: ArtefactFact, empty: list[str], standing: int, situation: Situation
    ) -> list[Text]:
        problems: list[Text] = []
        if empty:
            name_of = situation.workflow.name_of_field
            names = listed(name_of(self.type, one) for one in empty)
            problems.append(
                Text("nog niet ingevuld: {names}", "not filled in yet: {names}").fill(names=names)
            )
        if paper.broken:
            problems.append(
                Text("verwijst naar ingetrokken {ids}", "cites retracted {ids}").fill(
                    ids=abridged(paper.broken)
                )
            )
        if standing < self.must_cite:
            problems.append(
                Text(
                    "verwijst naar {n} (nodig: {min})",
                    "cites {n} (needed: {min})",
                ).fill(n=counted(standing, *_VALID), min=self.must_cite)
            )
        return problems

    def _unmet(
        self, message: Text, missing: tuple[Missing, ...], label: Text, numbers: dict[str, Json]
    ) -> Finding:
        words = (
            Text(
                "Leg vast: {paper}. Noem daarbij de gesprekken waarop het rust.",
                "Register: {paper}. Name the conversations it rests on.",
            )
            if self.must_cite
            else Text("Leg vast: {paper}.", "Register: {paper}.")
        )
        return Finding(
            guard=self.kind,
            met=False,
            message=message,
            missing=missing,
            remedies=(Remedy(words.fill(paper=label), "RegisterArtefact", (("type", self.type),)),),
            facts=numbers,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsed:
    """The current version of a paper is endorsed by these domains and roles."""

    kind: ClassVar[str] = "endorsed"

    artefact: str = param(ParamKind.ARTEFACT, "The type of paper.")
    domains: tuple[str, ...] | None = param(
        ParamKind.DOMAINS, "The domains that must stand behind it.", default=None
    )
    roles: tuple[str, ...] = param(
        ParamKind.ROLES, "The roles whose holders must stand behind it.", default=()
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which domains and roles have not endorsed the current version."""
        workflow = situation.workflow
        label = workflow.name_of("artefact", self.artefact)
        domains, roles = self.endorsers(tuple(one.id for one in workflow.domains))
        paper = facts.artefacts.get(self.artefact) or ArtefactFact(id="", version=0)
        missing = (
            *(
                Missing(one, workflow.name_of("domain", one))
                for one in domains
                if one not in paper.domains
            ),
            *(
                Missing(one, workflow.name_of("role", one))
                for one in roles
                if one not in paper.roles
            ),
        )
        wanted = len(domains) + len(roles)
        numbers: dict[str, Json] = {
            "version": paper.version,
            "endorsed": wanted - len(missing),
            "asked": wanted,
        }
        if not missing:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text(
                    "{paper} wordt gedragen door allen die gevraagd zijn.",
                    "{paper} is endorsed by all who were asked.",
                ).fill(paper=label.capitalised),
                facts=numbers,
            )
        return Finding(
            guard=self.kind,
            met=False,
            message=Text(
                "{paper} (versie {v}) is nog niet onderschreven door {names}."
                if paper.version
                else "{paper} is er nog niet en moet worden onderschreven door {names}.",
                "{paper} (version {v}) is not endorsed yet by {names}."
                if paper.version
                else "{paper} does not exist yet and must be endorsed by {names}.",
            ).fill(
                paper=label.capitalised,
                v=paper.version,
                names=listed(one.label for one in missing),
            ),
            missing=missing,
            remedies=self._remedies(missing, paper, label),
            facts=numbers,
        )

    def endorsers(self, every: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the domains and roles asked for; all domains when nothing else is said."""
        if self.domains is None:
            return (() if self.roles else every), self.roles
        return self.domains or every, self.roles

    def _remedies(
        self, missing: tuple[Missing, ...], paper: ArtefactFact, label: Text
    ) -> tuple[Remedy, ...]:
        if not paper.version:
            words = Text("Leg eerst {paper} vast.", "First register {paper}.").fill(paper=label)
            return (Remedy(words, "RegisterArtefact", (("type", self.artefact),)),)
        return tuple(
            Remedy(
                Text(
                    "Leg vast dat {who} {paper} onderschrijft.",
                    "Record that {who} endorses {paper}.",
                ).fill(who=one.label, paper=label),
                "Endorse",
                (("artefact", self.artefact), ("by", one.id)),
            )
            for one in missing
        )
