"""Who changed what: @action, and logs that hold nothing personal.

Further files: action (the decorator), logs (a filter for every log record).
"""
