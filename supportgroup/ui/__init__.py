"""What pages share: NHS.UK components, the crispy template pack, forms, wording, charts, the accent colour.

Further files of this room: `wording` (dates and numbers as the NHS writes them), `colour` (the accent and its contrast),
`components` (NHS Digital's macros), `controls` (a Django field as such a component), `fields` (a date typed in three
parts, choices with hints), `charts` (pictures with a table beside them).
It stands on the lowest floor and imports nothing of ours.
"""
