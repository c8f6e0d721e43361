"""Tables of quantities: text|read aloud|English, or a text with what is found in it [bracketed=English]."""

from reader.language.quantities import Quantity, find


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def only(text: str) -> Quantity:
    """The one quantity that covers the whole of `text`."""
    found = find(text)
    assert [(quantity.start, quantity.end) for quantity in found] == [(0, len(text))]
    return found[0]


def bracketed(text: str) -> str:
    pieces, position = [], 0
    for quantity in find(text):
        pieces += [text[position : quantity.start], f"[{text[quantity.start : quantity.end]}={quantity.english}]"]
        position = quantity.end
    return "".join(pieces) + text[position:]


def aloud_and_english(line: str) -> str:
    """A line of text|read aloud|English as it comes out."""
    text = line.split("|", maxsplit=1)[0]
    quantity = only(text)
    return f"{text}|{quantity.spoken}|{quantity.english}"
