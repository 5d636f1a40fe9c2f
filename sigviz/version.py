"""The version of the program, alone: what needs no more than that does not depend on the whole package."""

__version__ = "0.1.0"
