"""Pages of this room: register (the list, a person), duplicates, handing (the list leaves), filters (kept ones)."""
