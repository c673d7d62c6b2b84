"""What a group says of itself in every message, its privacy notice, and its dated rules.

Files: parts (which fields stand on which page, and where each appears), history (who changed what), forms, actions,
today, views, urls.
"""
