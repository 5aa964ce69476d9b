"""Tests of the norms: of each one history that meets it, one that breaks it."""
