"""Users' pictures made ready for a page. `door.ready` is the one way in; nothing else opens a picture."""
