"""The colours of the tones: two usual schemes, in shades that can be read on dark and on light ground.

"dummitt" is the scheme of Nathan Dummitt, Chinese Through Tone & Color (2008), which MDBG uses too: red, orange, green,
blue, and none for the neutral tone. "pleco" has the hues that the dictionary Pleco comes with: red, green, blue,
purple, grey (#E30000, #02B31C, #1510F0, #8900BF, #777777). That blue and purple cannot be read on black, nor an orange
on white, so every hue has the one lightness that stands out from both: a relative luminance of 0.18, which by the
measure of WCAG 2 is a contrast of 4.5 with black and white, and of 3 or more with the grounds of usual themes.
"""

from __future__ import annotations

from reader.config import ToneColours

_RED, _GREEN, _BLUE = "#ee0000", "#028a16", "#2a74e5"
COLOURS: dict[ToneColours, tuple[str, ...]] = {
    "off": ("",) * 6,
    "dummitt": ("", _RED, "#b95d00", _GREEN, _BLUE, ""),
    "pleco": ("", _RED, _GREEN, _BLUE, "#b420f0", "#767676"),
}
"""By scheme, then by tone: 1 to 4, 5 for the neutral one, 0 for what is no syllable. "" is the colour of all text."""
