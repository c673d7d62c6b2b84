"""The user who signs in, and their roles in each group. Members are not users: they are persons."""
