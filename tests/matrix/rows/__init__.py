"""The rows of the matrix, one file an area."""
