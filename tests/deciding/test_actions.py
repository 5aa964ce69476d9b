"""Every command is recorded as one action, and no two as the same."""

from typing import get_args

from trajecten import Action, Command
from trajecten.deciding.actions import ACTION_OF


def test_every_command_has_an_action_of_its_own():
    assert set(ACTION_OF) == set(get_args(Command))
    assert sorted(ACTION_OF.values()) == sorted(Action)
