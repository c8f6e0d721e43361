"""duizhao (对照, side by side): Chinese beside its English, in the terminal."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("duizhao")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0"
