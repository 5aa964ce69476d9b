"""The tests of the store: the tables, their fence, their migrations, their cost."""
