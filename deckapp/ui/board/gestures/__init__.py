"""What a hand does on the board between pressing a button and letting it go, one gesture a file."""
