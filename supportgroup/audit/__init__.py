"""Who changed what and who looked: @action, the log of looks, and logs that hold nothing personal.

Further files: action (the decorator), events (what every table of the trail has), forgetting (the one way to take
something out), looks (who looked at whom, written and asked), logs (a filter for every log record), rights (what the
web login may do in the database).
"""
