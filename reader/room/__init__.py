"""The engine room: one child process that runs the pipeline, and the small messages to and from it.

jieba, pypinyin, the dictionary and CTranslate2 live in the child, so that the process with the page answers every key
at once, quits at once, and stays when an engine crashes. The parent sends orders; the child answers with facts, each
stamped with the `text` number of the order it belongs to, so that stale ones can be dropped.
"""

from reader.room.child import REACH
from reader.room.facts import (
    EngineOpened,
    EnglishFound,
    Fact,
    GlossaryOpened,
    ModelDownloaded,
    ModelInstalled,
    NearFound,
    NewWordsFound,
    ReadingsFound,
    RoomCrashed,
    SentencesAnnotated,
    SentencesGlossed,
    SentencesTranslated,
    SentencesWritten,
    SoundFound,
    TextFinished,
    TextWritten,
    WordFound,
    Work,
    WorkFailed,
)  # fmt: skip
from reader.room.orders import (
    Command,
    FindEnglish,
    FindNear,
    FindNewWords,
    FindReadings,
    FindSound,
    FindWord,
    InstallModel,
    LookAt,
    Obey,
    OpenGlossary,
    Read,
    StopWriting,
    WriteText,
)  # fmt: skip
from reader.room.room import Room

__all__ = [
    "REACH", "Command", "EngineOpened", "EnglishFound", "Fact", "FindEnglish", "FindNear", "FindNewWords",
    "FindReadings", "FindSound", "FindWord", "GlossaryOpened", "InstallModel", "LookAt", "ModelDownloaded",
    "ModelInstalled", "NearFound", "NewWordsFound", "Obey", "OpenGlossary", "Read", "ReadingsFound", "Room",
    "RoomCrashed", "SentencesAnnotated", "SentencesGlossed", "SentencesTranslated", "SentencesWritten", "SoundFound",
    "StopWriting", "TextFinished", "TextWritten", "WordFound", "Work", "WorkFailed", "WriteText",
]  # fmt: skip
