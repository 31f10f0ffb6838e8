"""`accord bench all`: every bench in turn, each JSON line kept, and docs/performance.md written from them."""
