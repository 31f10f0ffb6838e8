"""How often what people type finds a service that answers, and how fast, beside what databases offer."""
