"""Patients and others of one group: who they are, how to reach them, what they need.

Further files: contact (may we write, and by which route), middleware (puts request.person), typed (what people type,
as it is stored), postal (addresses a letter arrives at), folding (letters without their marks), words (what fields
and values are called), languages (by name and code), filtering (filters beside a list), facets (those of this list),
searching (names that are spelt otherwise), finders (what rooms above know people by), counting (how the register
counts itself), records (what the room keeps of its own work), listing (the list as its page needs it), facts (what a
person's page says), parts (what rooms above add to that page), marks (what they say of everybody on the list), held
(what this room itself holds on somebody, told and forgotten), history (who changed what), window (an address as an
envelope shows it), duplicates (two entries that may be one person), merging (they become one), handing (the list
leaves the service), forms_handing (what is typed for that), keeping (filters under a name), importing/ (a spreadsheet
becomes people).
"""
