"""What a survivor agreed to, in pages: asking, giving, taking back, who looked, and what the law lets be told."""
