"""Every command is recorded as one action, and no two as the same."""

from typing import get_args

from trajecten import Action, Command
from trajecten.deciding.actions import ACTION_OF


def test_every_command_has_an_action_and_every_action_a_command():
    assert set(ACTION_OF) == set(get_args(Command))
    assert set(ACTION_OF.values()) == set(Action)
