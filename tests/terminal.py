"""A terminal as a person has it: tmux in a pseudo-terminal, a shell in tmux, and what is typed there."""

from __future__ import annotations

import fcntl
import itertools
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from rich.cells import cell_len

DUIZHAO = Path(sys.executable).with_name("duizhao")
PROMPT = "ready>"
_PATIENCE = 30  # seconds until what has not come will never come; starting is slow on a busy machine
_numbers = itertools.count()


class Terminal:
    """tmux with a shell, in an outer pseudo-terminal of our own that carries keys, pointer and size.

    `home` becomes DUIZHAO_HOME; `size` is columns and rows. Cells are counted from 0.
    """

    def __init__(self, home: Path, size: tuple[int, int] = (100, 30)) -> None:
        self._home = home
        self._tmux = ("tmux", "-f", os.devnull, "-L", f"duizhao-test-{os.getpid()}-{next(_numbers)}")
        self._outer, inner = pty.openpty()
        os.set_blocking(self._outer, False)
        fcntl.fcntl(self._outer, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
        termios.tcsetwinsize(self._outer, (size[1], size[0]))
        self._client = subprocess.Popen(
            [*self._tmux, "new-session", "sh", ";", "set", "status", "off"],
            stdin=inner, stdout=inner, stderr=inner, env=self._environment(), cwd=home, start_new_session=True,
        )  # fmt: skip
        os.close(inner)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "DUIZHAO_HOME": str(self._home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def __enter__(self) -> Terminal:
        try:
            self.until(lambda: bool(self.text().strip()))
            self._write(f"PS1='{PROMPT} '\r")  # not through the environment: some shells do not take it from there
            self.until(lambda: PROMPT in self.rows())
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.ask("kill-server")
        os.close(self._outer)
        self._client.wait(10)

    def ask(self, *words: str) -> str:
        """What tmux answers to a command; nothing once its server is gone."""
        answer = subprocess.run([*self._tmux, *words], check=False, capture_output=True, text=True, encoding="utf-8")
        return answer.stdout

    # What is seen

    def rows(self) -> list[str]:
        """The screen, row by row, without the blanks at the ends."""
        return self.ask("capture-pane", "-p").split("\n")[:-1]

    def text(self) -> str:
        return "\n".join(self.rows())

    def processes(self) -> set[int]:
        """Every process that has this home, the shell and tmux among them."""
        return {int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _has(folder, self._home)}

    def until(self, done: Callable[[], bool]) -> None:
        """Look again whenever something is drawn."""
        end = time.monotonic() + _PATIENCE
        while not done():
            assert time.monotonic() < end, f"never came; the screen is\n{self.text()}"
            if select.select([self._outer], [], [], 0.05)[0]:
                os.read(self._outer, 1 << 16)

    def see(self, *texts: str) -> None:
        self.until(lambda: all(text in self.text() for text in texts))

    # What is done

    def enter(self, *command: str | Path, before: str = "") -> None:
        """Type a command at the prompt; `before` is the shell's own, as it is."""
        self._write("clear\r")
        self.until(lambda: self.rows()[0] == PROMPT)
        self._write(before + shlex.join(map(str, command)) + "\r")

    def press(self, *keys: str) -> None:
        """Keys as tmux calls them: j, Down, Escape, C-d."""
        self.ask("send-keys", *keys)

    def point_at(self, text: str, *, click: bool = False) -> None:
        """Move the pointer over the first place where the screen has this text."""
        y, row = next((y, row) for y, row in enumerate(self.rows()) if text in row)
        place = f"{cell_len(row[: row.index(text)]) + 1};{y + 1}"
        self._write(f"\x1b[<35;{place}M")  # xterm's SGR mouse report: moved, no button
        if click:
            self._write(f"\x1b[<0;{place}M\x1b[<0;{place}m")

    def resize(self, columns: int, rows: int) -> None:
        termios.tcsetwinsize(self._outer, (rows, columns))
        self._client.send_signal(signal.SIGWINCH)  # the kernel tells only a terminal's own session
        size = f"{columns} {rows}\n"
        self.until(lambda: self.ask("display", "-p", "#{pane_width} #{pane_height}") == size)

    def _write(self, text: str) -> None:
        os.write(self._outer, text.encode())


def _has(process: Path, home: Path) -> bool:
    try:
        return f"DUIZHAO_HOME={home}".encode() in (process / "environ").read_bytes().split(b"\0")
    except OSError:  # it has ended, or is another user's
        return False
