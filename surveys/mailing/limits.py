"""How often the public page takes a yellow slip: enough for a waiting room on one network, too little for a machine.

One visitor is stopped long before all are, so that nobody closes the page for everybody by filling it in.
"""

from supportgroup.access.tries import Tries

YELLOW_SLIPS = Tries("yellow-slips", window=60 * 60, per_address=10, overall=500)
