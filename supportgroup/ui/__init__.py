"""What pages share: NHS.UK components, the crispy template pack, forms, wording, charts, the accent colour.

Further files of this room: `wording` (dates and numbers as the NHS writes them), `colour` (the accent, its contrast),
`components` (NHS Digital's macros), `controls` (a Django field as such a component), `fields` (a date typed in three
parts, choices with hints), `error_words` (what a form says when something is wrong), `charts` with its `bars`, `stacks`
and `lines`, made of the shapes of `drawing` and written by `markup`, `todo` (a line of a
Today page), and `hashed` (static files under names that change with them).
It stands on the lowest floor and imports nothing of ours.
"""
