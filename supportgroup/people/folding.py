"""Letters without their marks, so that “Zoe” finds Zoë and O’Neill stands beside Oneil.

The database does the same with the same two strings for the column people are listed and found by.
"""

import unicodedata

MARKED = "àáâãäåāăąæçćčĉċďđðèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňŋòóôõöøōŏőœŕŗřśŝşšșßţťŧțùúûüũūŭůűųŵẁẃẅỳýÿŷźżž"
PLAIN = "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkllllnnnnnoooooooooorrrssssssttttuuuuuuuuuuwwwwyyyyzzz"
LEFT_OUT = "'’‘ʼ`´"

_TABLE = str.maketrans(MARKED, PLAIN, LEFT_OUT)


def folded(text: str) -> str:
    """Return a name in small letters without marks or apostrophes."""
    small = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    return "".join(c for c in small if not unicodedata.combining(c))
