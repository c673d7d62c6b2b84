"""Who is asked and who has replied. Knows names, never answers.

Further files: numbers (record numbers and their check letter), codes (links and typed codes), facets (filters on the
register), calendar (on which days a group writes), sampling (who can be asked how), checking (who was in a deceased
check), lists (whom a reminder goes to today and who is left out), due_letter (the email that a check is due),
occasions (what the outbox knows our letters by), speaking (in whose language an email or a text goes), templatetags
(its sentences), marking (how a row is locked and written), printing and typesetting (a print run), weeks (replies by
week and by mailing), expecting (how many will have replied by the close), standing (how a survey stands, in counts),
overview and next_step (what the survey's page shows), history (who did what),
rehearsing (the invitations before they go), finding (the survey of an address), kept (how long the list is kept), desk
(what is typed or scanned at the desk), hearing (what changes nothing), phoning (who is worth a call), today (lines for
Today). The yellow slips, who would join a group discussion: volunteering, forms_volunteers, limits, handing,
discussion_urls. returned_letters: Notify's report of them.
"""
