"""What the law gives people, in four rooms: copies, erasing, keeping, complaints.

copies: everything held on one person, asked for, made, handed over. erasing: leave and erase. keeping: how long things
are kept, what is due, what was destroyed. complaints: about how information was used, from anybody.

writing, below them: a letter in plain paragraphs, as an email and on paper.
"""
