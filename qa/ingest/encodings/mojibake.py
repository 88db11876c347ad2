"""UTF-8 that was read as an older encoding and saved ("mayorâ€™s cafÃ©"), as it was before (ftfy; Speer, 2019)."""

from __future__ import annotations

import re

# UTF-8 that was read as Windows-1252, Windows-1250, Windows-1251 or Mac Roman once leaves such runs; of fewer, or
# others, the text is about such things. Whether a line with one is mended, ftfy tells.
_MOJIBAKE = re.compile(
    "â€[™œ˜“”\x9d¦]|Ã[\x80-\xaa\xac-\xba\xbc-\xbf]|(?<![A-ZÀ-Þ])Ã[«»‰€‡Šˆœ–„Ÿ]|Â[£©®°»«·\xa0]"  # not the quoted MAÇÃ
    "|(?:[ÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){3}"
    "|[ĂĹ][©¨ˇłşĽ¶¤¸‰–„›ľ]|(?:[ĐŃ][^\\sa-zA-Z]){3}"
    "|вЂ[™њќ”“¦]|(?:[РС][Ђ-Џђ-џ‚„…†‡€‰‹‘’“”•–—™›\xa0¤¦§©«¬\xad®°±µ¶·»Ґґ№]){3}"
    "|‚Ä[ôúùîìò¶]|(?<=[a-z])√[©®ß†°±º∂§¥•¶≥´∏]|√[©®ß†°±º∂§¥•¶≥´∏â](?=[a-z])"
)


def mended(text: str) -> str:
    """The text without it, line by line; most texts hold none, and stay as they are."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    return "\n".join(fix_encoding(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))
