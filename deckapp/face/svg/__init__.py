"""SVG pictures by our own drawing: read without entities, scripts or other files, and made into PDF operators."""
