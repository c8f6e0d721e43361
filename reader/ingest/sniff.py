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
_SAMPLE = 64 * 1024  # characters that are looked at
_PROLOGUE = r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(
    _PROLOGUE + r"<(?:p|div|article|section|main|header|nav|h[1-6]|meta|title|table|ul|ol|blockquote|span|script|style)"
    r"(?:\s[^<>]*)?>",
    re.I | re.S,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
# How much each thing says for Markdown; two make it certain. A hashtag (#话题#) has no space after its mark.
_MARKDOWN = (
    (2, re.compile(r"\A---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t-].*\n)+---[ \t]*$", re.M)),
    (2, re.compile(r"^#{1,6} +\S", re.M)),
    (2, re.compile(r"^(?:```|~~~)", re.M)),
    (2, re.compile(r"!?\[[^\]\n]{0,200}\]\((?:https?://|[A-Za-z0-9./#])[^)\s]*\)")),
    (2, re.compile(r"^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*(?::?-{3,}:?[ \t]*)?$", re.M)),
    (2, re.compile(r"^\S.*\n={3,}[ \t]*$", re.M)),
    (1, re.compile(r"^[-*+] +\S.*\n(?:.*\n)?[-*+] +\S", re.M)),
    (1, re.compile(r"^> ?\S", re.M)),
    (1, re.compile(r"\*\*[^*\s][^*\n]{0,100}\*\*")),
    (1, re.compile(r"`[^`\n]{1,80}`")),
)


def sniff(text: str, suffix: str = "") -> Format:
    """The format of `text`, with the suffix of its file (".md", or "" where there is none) where it does not say."""
    sample, by_suffix = text[:_SAMPLE], _SUFFIXES.get(suffix.lower(), "text")
    if _PAGE.match(sample):
        return "html"
    if by_suffix == "markdown":  # which may begin with a tag
        return "markdown"
    if _FRAGMENT.match(sample) or (by_suffix == "html" and _TAG.search(sample)):
        return "html"
    if sum(weight for weight, sign in _MARKDOWN if sign.search(sample)) >= 2:
        return "markdown"
    return "text"
