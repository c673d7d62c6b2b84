"""What is asked: the survey, its questions, the version that was opened, its state and final counts.

Further files: readymade (the questionnaire that comes with the service), routing (which question is next).
"""
