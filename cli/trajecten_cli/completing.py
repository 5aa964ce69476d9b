"""What the shell offers when somebody presses Tab: never an error, at worst nothing."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar

import click
from click.shell_completion import CompletionItem

import trajecten
from trajecten import Engine, Named, Noun, Workflow, find_named
from trajecten_cli import settings
from trajecten_cli.desk import APPLICATION, database_url
from trajecten_cli.settings import system_clock
from trajecten_cli.visible import visible

T = TypeVar("T")

Completer: TypeAlias = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def refs(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the references of trajectories."""
    del parameter
    found = _asked(context, lambda engine: engine.refs(typed))
    return [CompletionItem(one) for one in found or () if one == visible(one)]


def names(*nouns: Noun) -> Completer:
    """Return a completer for things of the workflow that REF is pinned to."""

    def complete(
        context: click.Context, parameter: click.Parameter, typed: str
    ) -> list[CompletionItem]:
        del parameter
        workflow = _asked(context, lambda engine: engine.workflow(_ref(context)))
        tables = [workflow.names(noun) for noun in nouns] if workflow else []
        return [item for table in tables for item in _items(table.values(), context, typed)]

    return complete


def steps(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the steps that leave where REF is."""
    del parameter
    found = _asked(context, lambda engine: _steps_from_here(engine, _ref(context)))
    return _items(found or (), context, typed)


def options(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer what can be chosen for CHOICE."""
    del parameter
    choice = context.params.get("choice") or ""
    found = _asked(context, lambda engine: _options_of(engine.workflow(_ref(context)), choice))
    return _items(found or (), context, typed)


def choices(table: Mapping[str, Named]) -> Completer:
    """Return a completer for a fixed choice."""

    def complete(
        context: click.Context, parameter: click.Parameter, typed: str
    ) -> list[CompletionItem]:
        del parameter
        return _items(table.values(), context, typed)

    return complete


def workflows(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """Offer the workflows that come along, their older versions too, and files."""
    del parameter
    named = [
        Named(id=name, label=one.label)
        for one in trajecten.bundled_workflows()
        for name in (one.id, *one.older)
    ]
    return [*_items(named, context, typed), CompletionItem(typed, type="file")]


# Private


def _ref(context: click.Context) -> str:
    """Return REF, which is not parsed yet when the option being typed has no value."""
    return context.params.get("ref") or context.args[0]


def _steps_from_here(engine: Engine, ref: str) -> list[Named]:
    here = set(engine.status(ref).phases.values())
    return [one for one in engine.workflow(ref).transitions.values() if here & set(one.sources)]


def _options_of(workflow: Workflow, choice: str) -> tuple[Named, ...]:
    return workflow.choice(find_named(workflow.names("choice"), choice, field="")).options


def _items(named: Iterable[Named], context: click.Context, typed: str) -> list[CompletionItem]:
    language = settings.of(context).lang
    return [
        CompletionItem(one.id, help=visible(one.label.in_language(language)))
        for one in named
        if one.id.startswith(typed.lower())
    ]


def _asked(context: click.Context, question: Callable[[Engine], T]) -> T | None:
    """Return the answer of the store; None when it cannot be opened or does not know."""
    url = database_url(settings.of(context))
    file = url.removeprefix("sqlite:///")
    if file != url and not Path(file).exists():
        return None
    try:
        with trajecten.open(
            url, actor=APPLICATION, origin=APPLICATION, clock=system_clock
        ) as engine:
            return question(engine)
    except Exception:  # noqa: BLE001 (whatever it is, a line that is being typed must not break)
        return None
