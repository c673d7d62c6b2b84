"""One place that decides which figures may leave: every chart, table and file asks here first.

Further files: figures (a question's counts, shown or hidden), bands (numbers and dates, none so few that one is known),
crossed (a question's counts by the answers to another), ranges (what totals tell about a hidden number).
"""
