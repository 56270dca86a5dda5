"""A plan in the formats of other programs: one file a format, and one table of them all."""
