"""What a thief of the matcher's tables learns: attacks by frequency, by graph, and with the key in hand."""
