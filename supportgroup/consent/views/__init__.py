"""The pages of consent: of a group, of one person, of the members, and a person's own."""
