"""The tests of the engine, and the kit that they share with those of the store and the docs."""
