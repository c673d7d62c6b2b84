"""Every message that leaves: queued in its own action's transaction, sent by Celery, accounted for.

Further files: printed (the rows of print runs), letter (what a room hands in), kinds (how each kind is written and
asked about again), secrecy (what somebody may not see although they have the power), recipients (who a message is for,
and may we write), others (who is neither on the register nor a user), compose (the envelope of an email), mime (its
bytes), formletters (what is written once for all), channels/ (email), taking (few at a time, and back from the dead),
presence (which workers live), delivery (one run of a worker), moving (a message's state), lanes (as many runs at a time
as the mail server takes), cap (how many a minute), holding (what is no longer wanted), approval (a second person above
a size), together (what is done to many at once), printing (letters as one print run), packing (its count sheet and
labels), standing (how many are where), narrowing and selecting (which messages a list shows), listing, batches,
reading, previews, runs and words (what the pages show), mailbox, bounces and returned (mail that came back: read,
understood, remembered), person (the section on a person's page), texting and receipts (text messages, and what became
of what services took), posting and letterpost (a print run that GOV.UK Notify posts), lengths and numbers (of texts, of
mobiles), faults (what a log may say), kept (how long messages are kept).
"""
