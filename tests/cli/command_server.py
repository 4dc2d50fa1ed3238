"""Runs commands in processes of their own without importing the program again for each: it is imported once, and forked.

What a forked process holds is what `python -m antidrug_kpi` holds after its imports: nothing that another test left.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import antidrug_kpi

SOURCE = Path(antidrug_kpi.__file__).resolve().parents[1]
TESTS = Path(__file__).resolve().parents[1]
SECONDS = 300
# What commands import when they need it.
LIBRARIES = ("docx", "lxml.etree", "lxml.html", "odfdo", "openpyxl", "pandas", "python_calamine", "rich.console", "rich.table")
# The interpreter reads these when it starts: a forked process has those of the server.
READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")


class CommandServer:
    """The process that forks, and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        path = os.pathsep.join([str(SOURCE), str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "cli.command_server", str(theirs.fileno())]
        self._line = ours
        self._process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        theirs.close()
        atexit.register(self._end)

    def run(self, arguments: list[str], cwd: Path, environment: dict[str, str]) -> tuple[int, bytes, bytes]:
        """Status, output and errors of one command; the status is negative where a signal ended it."""
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        asked = json.dumps({"arguments": arguments, "cwd": str(cwd), "environment": environment})
        socket.send_fds(self._line, [asked.encode()], [out_end, err_end])
        os.close(out_end)
        os.close(err_end)
        written = _read_to_end(out, err)
        return int(self._line.recv(16)), written[out], written[err]

    def _end(self) -> None:
        self._line.close()
        self._process.wait()


@cache
def get_server() -> CommandServer:
    """The server of this process of the tests, started when a command is first run."""
    return CommandServer()


def can_serve(environment: dict[str, str]) -> bool:
    """Whether a forked process is as a started one: the system forks safely, and nothing else is set for the interpreter."""
    changed = {name for name in {*environment, *os.environ} if environment.get(name) != os.environ.get(name)}
    return sys.platform == "linux" and not any(name.startswith(READ_AT_START) for name in changed - {"PYTHONPATH", "PYTHONUTF8"})


def _read_to_end(*pipes: int) -> dict[int, bytes]:
    """What is written into each pipe until its other end is closed; both are read as they fill."""
    pieces: dict[int, list[bytes]] = {pipe: [] for pipe in pipes}
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                piece = os.read(key.fd, 1 << 16)
                if piece:
                    pieces[key.fd].append(piece)
                else:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return {pipe: b"".join(read) for pipe, read in pieces.items()}


def _serve(line: socket.socket) -> None:
    """Fork for every command that is asked for, and answer with its status."""
    for module in pkgutil.walk_packages(antidrug_kpi.__path__, "antidrug_kpi."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for library in LIBRARIES:
        importlib.import_module(library)
    gc.freeze()
    while True:
        message, streams, _, _ = socket.recv_fds(line, 1 << 20, 2)
        if not message:
            return
        process = os.fork()
        if process == 0:
            line.close()
            _become_command(json.loads(message), streams)
            return
        for stream in streams:
            os.close(stream)
        line.send(b"%d" % os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


def _become_command(asked: dict[str, Any], streams: list[int]) -> None:
    """Do what `python -m antidrug_kpi` does; its exceptions end this process as they would end that one."""
    signal.alarm(SECONDS)
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv[1:] = asked["arguments"]
    runpy.run_module("antidrug_kpi", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
