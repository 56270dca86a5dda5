"""Faces: text laid out once (Qt), drawn once (reportlab), shown on screen through pdfium."""
