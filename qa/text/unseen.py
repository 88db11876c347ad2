"""Characters that a reader does not see, by what they do to those beside them; one by one, as str.strip takes them."""

# Soft hyphens, joiners of words, marks of byte order: nothing where a line is not broken.
NOTHING = "\u00ad\u034f\u180e\u2060\u2061\u2062\u2063\u2064\u2065\ufeff"
# They order what is beside them, from left to right or from right to left.
DIRECTION = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
)
# They part words in some scripts, and shape letters in others.
ZERO_WIDTH_SPACE = "\u200b"
SHAPING = "\u200c\u200d"

UNSEEN = NOTHING + DIRECTION + ZERO_WIDTH_SPACE + SHAPING
