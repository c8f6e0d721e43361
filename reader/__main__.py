"""Run as `python -m reader`, the same as `duizhao`."""

from reader.cli import main

if __name__ == "__main__":
    main()
