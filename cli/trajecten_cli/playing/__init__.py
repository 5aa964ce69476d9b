"""Playing stories: each step is the real command line, on a throw-away store at its own moment."""
