"""The place board, holds, a service's own places, and who was turned away."""
