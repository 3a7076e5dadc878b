"""nbclient towards a kernel that belongs to the learner: every message is counted, none is believed."""

from __future__ import annotations

import asyncio
import math
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from nbclient import NotebookClient
from nbformat import NotebookNode, ValidationError
from traitlets import Type

from worker.words import plain

MAX_MESSAGES = 50_000
TRAFFIC = 4
"""Bytes on the wire a byte of output may cost: progress bars write the same line over and over."""
EPOCH = re.compile(r"Epoch (\d{1,6})/(\d{1,6})")
LOGS = re.compile(r"(?:^|[\s-])([A-Za-z_][A-Za-z0-9_]{0,39}): ([0-9.]+(?:e[-+]?\d+)?)")
OUTPUT_EVENT_SECONDS = 0.5
HEARD_SECONDS = 0.2
"""How long the first output of a kernel that answers may take to arrive before it is asked again."""
RECONNECT_MS = 2**30
"""Twelve days: no run lasts so long. Not -1, which means never, but has libzmq 4.3.5 take a dead kernel's messages
away while they are read, and abort where that is in the midst of one (``!_more`` in its fq.cpp)."""
Event = dict[str, Any]


class TooMuchOutput(Exception):
    """The run put out more than it may."""


class Odometer:
    """Counts what came from the kernel against what may come."""

    def __init__(self, max_bytes: int) -> None:
        self._left_bytes = max_bytes * TRAFFIC + 2**20
        self._left_messages = MAX_MESSAGES
        self.exceeded = False

    def count(self, size: int) -> None:
        """One message of ``size`` bytes.

        Raises:
            TooMuchOutput: from then on.
        """
        self._left_bytes -= size
        self._left_messages -= 1
        if self._left_bytes < 0 or self._left_messages < 0:
            self.exceeded = True
            raise TooMuchOutput


class Growth:
    """How much memory this process has taken since a run began, against what the run may cost it.

    A kernel can fill it past every counter: with a message whose parts never end, or on a connection
    that nobody reads.
    """

    def __init__(self, allowed: int) -> None:
        self._most = _resident() + allowed

    def allow(self, more: int) -> None:
        """So much more will be needed, and not by the kernel's doing."""
        self._most += more

    @property
    def exceeded(self) -> bool:
        """Whether it has taken more."""
        return _resident() > self._most


def _resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class CountedChannel(AsyncZMQSocketChannel):
    """A channel whose messages are counted before they are parsed."""

    odometer: Odometer | None = None

    async def _recv(self, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]  # as its own base does
        assert self.socket is not None
        parts = await self.socket.recv_multipart(**kwargs)
        if self.odometer is not None:
            self.odometer.count(sum(map(len, parts)))
        _, message = self.session.feed_identities(parts)
        return self.session.deserialize(message)


class CountedKernelClient(AsyncKernelClient):
    """A kernel's client with a counted channel of outputs."""

    iopub_channel_class = Type(CountedChannel)

    async def until_ready(self, seconds: float) -> None:
        """Wait until the kernel answers, and its outputs arrive: what it said before that would be lost.

        jupyter_client's own way then listens for a fifth of a second more, to have heard the last of it; here
        whatever a question of ours did not cause is passed over anyway.

        Raises:
            TimeoutError: it did not answer.
        """
        async with asyncio.timeout(seconds):
            while True:
                self.kernel_info()
                await self.shell_channel.get_msg(timeout=None)
                try:
                    await self.iopub_channel.get_msg(timeout=HEARD_SECONDS)
                except Empty:
                    continue
                return


def context(max_bytes: int) -> zmq.asyncio.Context:
    """A ZMQ context for one kernel: no message beyond ``max_bytes``, and no second connection to its sockets.

    A message that is too large ends the connection.
    """
    made = zmq.asyncio.Context()
    made.setsockopt(zmq.MAXMSGSIZE, max_bytes)
    made.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MS)
    made.setsockopt(zmq.RCVHWM, 200)
    made.setsockopt(zmq.LINGER, 0)
    return made


class Connection:
    """Tells when a channel's connection has ended: for a message that was too large, or by the kernel's doing.

    Needed because nothing else tells: what is awaited from an ended connection simply never comes.
    """

    def __init__(self, context: zmq.asyncio.Context, channel: CountedChannel) -> None:
        assert channel.socket is not None
        place = f"inproc://connection-{id(channel)}"
        channel.socket.monitor(place, zmq.EVENT_DISCONNECTED)
        self._events: Any = zmq.Context.shadow(context.underlying).socket(zmq.PAIR)
        self._events.setsockopt(zmq.LINGER, 0)
        self._events.connect(place)

    def ended(self) -> bool:
        """Whether it has."""
        return bool(self._events.poll(0))

    def close(self) -> None:
        """Ask no more."""
        self._events.close()


class CellRunner(NotebookClient):
    """Runs cells one at a time, keeps their outputs within a limit, and tells of training while it happens."""

    def __init__(
        self, notebook: NotebookNode, *, names: dict[int, str], max_output: int, on_event: Callable[[Event], None]
    ) -> None:
        super().__init__(
            notebook,
            km=None,
            timeout=None,
            allow_errors=True,
            coalesce_streams=False,
            store_widget_state=False,
            record_timing=False,
            skip_cells_with_tag="",
            iopub_timeout=10,
            raise_on_iopub_timeout=True,
        )
        self.comm_open_handlers = {}
        self.last_reply: dict[str, Any] = {}
        self.on_cell_executed = self._keep_reply
        self._names = names
        self._left = max_output
        self._on_event = on_event
        self._next_output_event = 0.0
        self._epoch: tuple[int, int] | None = None
        self.flooded = False
        """Set before TooMuchOutput is raised, for nbclient looks at that only when the cell has ended."""

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """As nbclient does, within the limit on outputs."""
        kind = msg["msg_type"]
        if kind.startswith("comm"):
            return None
        try:
            output = super().process_message(msg, cell, cell_index)
        except ValidationError:
            # Nothing that a notebook can hold, as an image that is a number: it is left out, and the run goes on.
            return None
        if kind in ("stream", "display_data", "execute_result", "update_display_data", "error"):
            self._left -= len(repr(msg["content"]))
            if self._left < 0:
                self.flooded = True
                raise TooMuchOutput
        if kind == "stream" and msg["content"].get("name") == "stdout":  # what libraries grumble is not progress
            self._tell(self._names.get(cell_index, ""), str(msg["content"].get("text", "")))
        return output

    def _keep_reply(self, cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        self.last_reply = execute_reply.get("content") or {}

    def _tell(self, name: str, words: str) -> None:
        """Publish training epochs as they end, and now and then the last line of what was printed."""
        # Keras writes one line over and over, with carriage returns; a line counts when it is whole.
        for line in re.split(r"[\r\n]+", plain(words[-8000:], 8000)):
            if begun := EPOCH.search(line):
                self._epoch = int(begun[1]), int(begun[2])
            elif self._epoch and (logs := dict(LOGS.findall(line))):
                epoch, epochs = self._epoch
                values = {key: number for key, word in logs.items() if (number := _number(word)) is not None}
                self._limited({"type": "epoch", "cell": name, "epoch": epoch, "epochs": epochs, "logs": values})
                return
        if last := next((line.strip() for line in reversed(words[-400:].splitlines()) if line.strip()), ""):
            self._limited({"type": "output", "cell": name, "text": plain(last, 200)})

    def _limited(self, event: Event) -> None:
        now = time.monotonic()
        if now >= self._next_output_event:
            self._next_output_event = now + OUTPUT_EVENT_SECONDS
            self._on_event(event)


def _number(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs with neighbouring pieces of one stream joined, and overwritten lines as a terminal would show them.

    nbclient can do the like, in time that grows with the square of what a hostile notebook prints.
    """
    kept: list[NotebookNode] = []
    pieces: list[str] = []
    for output in outputs:
        if output.get("output_type") != "stream":
            kept.append(output)
            continue
        before = kept[-1] if kept else {}
        if before.get("output_type") != "stream" or before.get("name") != output.get("name"):
            _finish(kept, pieces)
            kept.append(output)
        pieces.append(str(output.get("text", "")))
        # Joined when the stream ends: adding each piece to the last would copy the whole every time.
        output["text"] = ""
    _finish(kept, pieces)
    return kept


def _finish(kept: list[NotebookNode], pieces: list[str]) -> None:
    """Put the collected pieces into the stream they belong to, the last one of ``kept``."""
    stream = next((output for output in reversed(kept) if output.get("output_type") == "stream"), None)
    if stream is not None and pieces:
        lines = "".join(pieces).replace("\b", "").split("\n")
        # After a carriage return a terminal writes over the line.
        stream["text"] = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
        pieces.clear()
