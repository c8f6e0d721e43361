"""Everything that can go wrong for a reader, as one tree.

ReaderError
├── SourceError      what was to be read: missing, empty, binary, not Chinese, a URL that fails
├── ConfigError      a setting or an option: which file and line, what is allowed
├── GlossaryError    a glossary file: which line, what is wrong
├── ModelError       an Argos package: broken, foreign, not installed, hash differs
├── StoreError       the reader's own data: locked, full, read-only, from a newer version
└── OutputError      what was to be written: exists, not writable, disk full

Raised anywhere, printed in one place (`reader.cli.main`): one line on stderr, then the exit code.
"""


class ReaderError(Exception):
    """What went wrong, where, and what to do next.

    `title` names the thing and its place ("notes.tsv, line 3"), `message` says what is wrong and what to do.
    `exit_code` is 2 for bad input, which is every error known so far.
    """

    exit_code = 2

    def __init__(self, title: str, message: str) -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message


class SourceError(ReaderError):
    """The text to be read cannot be had."""


class ConfigError(ReaderError):
    """A setting cannot be used; the title carries file and line, or the option."""


class GlossaryError(ReaderError):
    """A glossary file cannot be used; the title carries file and line."""


class ModelError(ReaderError):
    """A translation model is missing, broken or not the one it claims to be."""


class StoreError(ReaderError):
    """The reader's own data cannot be opened or written."""


class OutputError(ReaderError):
    """A file cannot be written."""
