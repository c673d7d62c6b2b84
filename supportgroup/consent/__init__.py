"""What people have agreed to: in which words, when, how, and whether it still holds.

Further files: statements (the wording that ships with the service), versions (which words a group uses now), in_force
(what holds now, and what it allows), news (a yes taken back, told to the rooms above), pressing (one press changes one
box), facts (what pages say about one person), listing (the group's consent page), members (whom the committee sees),
files (the blank form, the list as a file), reasons (why somebody takes names out), parts (on a person's page),
own_urls (addresses under /me/), members_urls (of the members page).
"""
