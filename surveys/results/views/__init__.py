"""The pages of the results, by what they show."""
