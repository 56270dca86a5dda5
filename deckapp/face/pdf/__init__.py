"""Pages painted into a PDF by reportlab, with their fonts inside, and turned into pictures by pdfium."""
