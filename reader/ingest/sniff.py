"""What a text is written in: HTML and Markdown look like themselves, plain text is what is left."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["html", "markdown", "text"]

_SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
_PLAIN = {".txt", ".text"}
_SAMPLE = 64 * 1024  # characters that are looked at
_PROLOGUE = r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(
    _PROLOGUE + r"<(?:p|div|article|section|main|header|nav|h[1-6]|meta|title|table|ul|ol|blockquote|span|script|style)"
    r"(?:\s[^<>]*)?>",
    re.I | re.S,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
# How much each thing says for Markdown. A hashtag (#话题#) has no space after its mark; a line that begins with one
# mark and a space may be a comment or a heading of the writer's own.
_MARKDOWN = (
    (3, re.compile(r"\A---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t-].*\n)+---[ \t]*$", re.M)),
    (3, re.compile(r"^#{2,6} +\S", re.M)),
    (3, re.compile(r"!?\[[^\]\n]{0,200}\]\((?:https?://|[A-Za-z0-9./#])[^)\s]*\)")),
    (3, re.compile(r"^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*(?::?-{3,}:?[ \t]*)?$", re.M)),
    (2, re.compile(r"^# +\S", re.M)),
    (2, re.compile(r"^(?:```|~~~)", re.M)),
    (2, re.compile(r"^\S.*\n={3,}[ \t]*$", re.M)),
    (1, re.compile(r"^[-*+] +\S.*\n(?:.*\n)?[-*+] +\S", re.M)),
    (1, re.compile(r"^> ?\S", re.M)),
    (1, re.compile(r"\*\*[^*\s][^*\n]{0,100}\*\*")),
    (1, re.compile(r"`[^`\n]{1,80}`")),
)
_SAID, _UNSAID = (
    3,
    2,
)  # how much makes it certain: where the suffix says that it is plain text, where none says anything


def sniff(text: str, suffix: str = "") -> Format:
    """The format of `text`, with the suffix of its file (".md", or "" where there is none) where it does not say."""
    sample, by_suffix = text[:_SAMPLE], _SUFFIXES.get(suffix.lower(), "text")
    if _PAGE.match(sample):
        return "html"
    if by_suffix == "markdown":  # which may begin with a tag
        return "markdown"
    if _FRAGMENT.match(sample) or (by_suffix == "html" and _TAG.search(sample)):
        return "html"
    certain = _SAID if suffix.lower() in _PLAIN else _UNSAID
    if sum(weight for weight, sign in _MARKDOWN if sign.search(sample)) >= certain:
        return "markdown"
    return "text"
