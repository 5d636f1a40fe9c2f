"""Requests from the command line or a script, checked before Qt or numpy is imported."""
