"""What a survivor agreed to: for what purpose, to whom, which facts, until when; and taking it back."""
