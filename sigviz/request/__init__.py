"""What a command line or a script asks for, checked before Qt or numpy is imported."""
