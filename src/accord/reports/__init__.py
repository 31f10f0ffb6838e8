"""Reports: what a member saw or was told, with its persons and identifiers, its source and the grading of it."""
