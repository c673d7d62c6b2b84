"""What is asked: the survey, its questions, the version that was opened, its state and final counts.

Further files: readymade (the questionnaire that comes with the service), options (answers to choose from, and the
scales that stand ready), places (moving questions so that routes go on meaning the same), sections (headings above runs
of questions), clashes (two people who write the same question), typing_kept (what was typed and not saved),
plain_words (what of it is hard to read), routing (which question is next), route_map (the picture of all routes),
answer_form (one question as a patient is asked it), kinds (the kinds of question, a file for each).
Editions: editions (the same questions in other words), parts (the texts of a questionnaire one by one), phrases (the
words around the questions), reading_in (a survey in the words of one of them), paper (what the printed form is made
of), edition_forms (what a translator types).
Library: library (what a survey is started from), library_forms, filing (a questionnaire as a file), carrying (its
editions with it), evaluation (the meeting evaluation form), friends_and_family (whose words are fixed), licences (of
what belongs to somebody else).
Before opening: analysis (what will be worked out), analysis_forms.
Versions: versions (a new version of what is fixed), comparing (what changed between two of them).
"""
