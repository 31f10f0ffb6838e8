"""Pages of the coordination office: pairs to introduce, and agencies that have not answered."""
