"""Where things are. Nothing here makes a folder or opens a file; whoever writes makes its folder first.

`DUIZHAO_HOME` moves everything that belongs to the reader (config, models, cache, store) into one folder.
"""

import os
from pathlib import Path

import platformdirs

_APP = "duizhao"


def _home() -> Path | None:
    home = os.environ.get("DUIZHAO_HOME")
    return Path(home).expanduser().absolute() if home else None


def config() -> Path:
    """The file with the reader's settings, which need not exist."""
    return (_home() or Path(platformdirs.user_config_dir(_APP, appauthor=False))) / "config.toml"


def glossary() -> Path:
    """The reader's own glossary, which need not exist."""
    return config().with_name("glossary.tsv")


def data() -> Path:
    """What must not be lost: the store and the models."""
    return _home() or Path(platformdirs.user_data_dir(_APP, appauthor=False))


def cache() -> Path:
    """What can be made again: the dictionary as SQLite, the segmenter's word list."""
    home = _home()
    return home / "cache" if home else Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def store() -> Path:
    return data() / "store.sqlite"


def models() -> Path:
    """The folder of our own Argos packages, one folder a package."""
    return data() / "models"


def foreign_models() -> list[Path]:
    """Folders where Argos Translate itself installs packages, the one named by its own variable first."""
    named = os.environ.get("ARGOS_PACKAGES_DIR")
    own = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "argos-translate" / "packages"
    return [Path(named).expanduser(), own] if named else [own]


def shipped(*parts: str) -> Path:
    """A file that ships with the program: in the wheel under `_data`, in a checkout at the top level."""
    package = Path(__file__).parent
    inside = package.joinpath("_data", *parts)
    return inside if inside.exists() else package.parent.joinpath(*parts)
