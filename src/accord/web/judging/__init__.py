"""Pages of judging: who could be whom within one's own seats, a pair side by side, the duplicates of a dossier."""
