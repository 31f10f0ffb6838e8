"""The pages of survivors' files, for members of support agencies."""
