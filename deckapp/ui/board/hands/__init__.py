"""How the board is worked: the pointer and its gestures, keys, drops, menus, and editors in place."""
