"""Dialogs: each is opened with `open()` or `show()`, never `exec()`, and tells by signals."""
