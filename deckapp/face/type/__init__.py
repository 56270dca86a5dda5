"""Text laid out once, by Qt: fonts, shaping, paragraphs, and the glyphs at their places."""
