"""What a card, an activity and a note look like: pages laid out, and what is wrong with them."""
