"""How fast it is, beside what this machine can do: `python3 dev.py bench`.

Files: __main__ (the measurements in order), ceilings (what the machine does with next to nothing), load (clients),
stage (the data that is measured), mail (sending), table (what is printed).
"""
