"""Pages of this room: messages (the list and one message), deciding (what staff do about one), printing (letters)."""
