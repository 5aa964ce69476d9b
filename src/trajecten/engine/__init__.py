"""The composition root: commands in, outcomes out, each in one transaction."""
