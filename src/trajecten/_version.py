"""The version of trajecten, as its entries name it."""

__version__ = "0.1.0"
