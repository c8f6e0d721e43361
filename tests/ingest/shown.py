"""A document as one line a block, so that a test reads like the page."""

from __future__ import annotations

from reader.model import Block, Document


def shown(document: Document) -> list[str]:
    """`## heading`, `paragraph`, `• item`, `  1. inner`, `  … more of it`, `> quotation`, `` `code``, `~ aside`."""
    return [_mark(block) + document.text_of(block) for block in document.blocks]


def _mark(block: Block) -> str:
    match block.kind:
        case "heading":
            return "#" * block.level + " "
        case "item":
            return "  " * (block.level - 1) + (block.marker or "…") + " "
        case "quote":
            return ">" * block.level + " "
        case "code":
            return "`"
        case "aside":
            return "~ "
        case "paragraph":
            return ""
