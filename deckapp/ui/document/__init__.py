"""What is open and what all rooms share: the document, what is chosen, the library, pictures, settings."""
