"""The version of the program, in a module of its own so that reading it does not import the package."""

__version__ = "0.1.0"
