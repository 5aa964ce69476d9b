"""The exit codes: scripts rely on them."""

DONE = 0
REFUSED = 1
USAGE = 2
INTEGRITY = 3
UNAVAILABLE = 4
INTERRUPTED = 130
PIPE_CLOSED = 141
