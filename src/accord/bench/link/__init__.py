"""`accord bench link`: our engines and their peers on one labelled file, or two, scored by one function."""
