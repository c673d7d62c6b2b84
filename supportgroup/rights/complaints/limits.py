"""How often the public form takes a complaint: enough for anybody, too little for a machine."""

from supportgroup.access.tries import Tries

COMPLAINTS = Tries("complaints", window=60 * 60, per_address=5, overall=60)
