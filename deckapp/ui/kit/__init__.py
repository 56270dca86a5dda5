"""Widgets and looks that any room uses, and the table of all actions."""
