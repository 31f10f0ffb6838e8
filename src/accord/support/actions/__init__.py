"""What a worker does with a survivor's file, noun by noun."""

from accord.support.actions.file import change_file, close_file, open_file
from accord.support.actions.identity import reveal, set_identity

__all__ = ["change_file", "close_file", "open_file", "reveal", "set_identity"]
