"""Pages of this room: finding (the survey of an address), surveys, questions, preview."""
