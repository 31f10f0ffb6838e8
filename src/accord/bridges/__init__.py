"""The few places where the two sides of the wall meet, each on the survivor's agreement; nothing else crosses.

- a request of five facts: an officer or a hospital asks a service for a place, and learns accepted or declined;
- what a survivor's file watches: exploiters and places; the survivor only by consent to match;
- the choice to meet police, with an advocate present, and dates in court, told to the advocate.
"""
