"""What the window's process does as a process: it seals, settles, collects, and tells of mishaps."""
