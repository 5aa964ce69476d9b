"""Tests of the room `trajecten.auditing`, on real ledgers."""
