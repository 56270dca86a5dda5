"""Printing a deck from the window: the choices, the preview, the system's printers, and calibration."""
