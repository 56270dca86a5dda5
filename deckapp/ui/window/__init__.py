"""The window: its parts put together, its start page, and what opens, saves and recovers plans."""
