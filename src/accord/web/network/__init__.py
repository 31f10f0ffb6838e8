"""The network of a case or a desk: picture, questions to it, tables, saved layouts and exports."""
