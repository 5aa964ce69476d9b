"""Tests of deciding on commands."""
