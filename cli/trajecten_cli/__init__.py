"""The command line of trajecten."""
