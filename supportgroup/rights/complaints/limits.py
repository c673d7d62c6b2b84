"""How often the public form takes a complaint: enough for anybody, too little for a machine.

One visitor is stopped long before all are, so that nobody closes the form for everybody by filling it in.
"""

from supportgroup.access.tries import Tries

COMPLAINTS = Tries("complaints", window=60 * 60, per_address=5, overall=1000)
