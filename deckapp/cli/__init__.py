"""The command line: its words, what each command does without a window, and how it tells."""
