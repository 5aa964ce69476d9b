"""The console script: choose the language first, then load the program in that language."""

import os
import sys
from importlib import import_module

from trajecten_cli import language

COMPLETE = "_TRAJECTEN_COMPLETE"


def main() -> None:
    """Run the command line of this process, and exit with its code."""
    arguments = sys.argv[1:]
    language.speak(language.chosen(arguments, os.environ))
    program = import_module("trajecten_cli.program")
    if os.environ.get(COMPLETE):
        program.complete(COMPLETE)
    sys.exit(program.run_here(arguments))
