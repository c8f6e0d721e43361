"""Text that is safe to show: no control characters, no escape sequences, one kind of line break.

Nothing else is changed: no normalisation, and zero-width and bidirectional marks stay (the display deals with them).
"""

import re

# ECMA-48: a control sequence, CSI … final byte, whole or broken off.
_CSI = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
# DCS, SOS, OSC, PM and APC with their string up to ST (or BEL, as xterm has it). A string that is not closed in its
# line is text that somebody wants to read: only its opening goes.
_STRING = r"(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])(?:(?:[^\n\r\x07\x1b\x90\x98\x9b-\x9f]|\x1b\x1b)*(?:\x07|\x1b\\|\x9c))?"
_OTHER = r"\x1b[ -/]+[0-~]?|\x1b[0-~]"
_ESCAPES = re.compile(f"{_CSI}|{_STRING}|{_OTHER}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # not tabs and line breaks
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_GAPS = re.compile(r"\n+|\t")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without control characters and escape sequences, its lines ended by ``\\n`` alone.

    Tabs stay, for code and for indentation. A paragraph separator (U+2029) becomes a blank line, each surrogate one
    U+FFFD. Cleaning twice changes nothing more.
    """
    text = _CONTROLS.sub("", _ESCAPES.sub("", text))
    return _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", text).replace("\u2029", "\n\n"))


def clean_line(text: str) -> str:
    """The same for text that has to stay one line: line breaks and tabs become spaces."""
    return _GAPS.sub(" ", clean(text))
