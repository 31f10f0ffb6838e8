"""Which organizations of the lists may be one: suggested with reasons, judged by people, merged by nobody."""
