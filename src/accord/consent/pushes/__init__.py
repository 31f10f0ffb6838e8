"""What the law lets a service tell without asking: named facts, two signatures, one named recipient, a register."""
