"""A survivor's file, noun by noun."""

from accord.support.models.file import IdentityField, SupportFile

__all__ = ["IdentityField", "SupportFile"]
