"""A support group: one Trust runs many. Its names, its fences and its dated settings.

Further files: middleware (puts request.group), policy (how a room declares a setting).
"""
