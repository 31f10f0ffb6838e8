"""What is put on paper: letters, registers and cards as tagged PDF, from templates that get their text as data."""

from accord.letters.render import NoSuchLetter, render

__all__ = ["NoSuchLetter", "render"]
