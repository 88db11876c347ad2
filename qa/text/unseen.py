"""Characters that a reader does not see, by what they do to those beside them. Each is the inside of a class of re."""

# Soft hyphens, joiners of words, marks of byte order: nothing where a line is not broken.
NOTHING = "\u00ad\u034f\u180e\u2060-\u2065\ufeff"
# They order what is beside them, from left to right or from right to left.
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
# They part words in some scripts, and shape letters in others.
ZERO_WIDTH_SPACE = "\u200b"
SHAPING = "\u200c\u200d"

UNSEEN = NOTHING + DIRECTION + ZERO_WIDTH_SPACE + SHAPING
