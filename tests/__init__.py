"""The tests of trajecten; a package, so that a test may import `tests.postgres` and its like."""
