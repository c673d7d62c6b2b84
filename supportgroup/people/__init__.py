"""Patients and others of one group: who they are, how to reach them, what they need.

Further files: contact (may we write, and by which route), middleware (puts request.person),
importing/ (a spreadsheet becomes people).
"""
