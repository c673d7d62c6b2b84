"""Who changed what and who looked: @action, the log of looks, and logs that hold nothing personal.

Further files: action (the decorator), looks (who looked at whom, written and asked), logs (a filter for every log
record).
"""
