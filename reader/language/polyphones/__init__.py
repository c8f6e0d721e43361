"""Which of its readings a character with several has in its sentence: a small model and how sure it is.

`network` is the recurrent network of g2pM, which reads the sentence character by character; `context` names what stands
around a character; `clues` are rules for some; `model` weighs all of it, and what the dictionary says of the word. The
weights in `assets/polyphones.npz` are made by `tests/models/train_polyphones.py`.
"""

from reader.language.polyphones.model import Choice, Line, Polyphones

__all__ = ["Choice", "Line", "Polyphones"]
