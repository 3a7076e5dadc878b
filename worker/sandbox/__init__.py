"""The wall around code that nobody here trusts. Always on; there is no way to run without it."""

from worker.sandbox.guard import Hit
from worker.sandbox.launch import Walled, launch
from worker.sandbox.privilege import check, described
from worker.sandbox.wall import Bind, Privilege, Scratch, Wall

__all__ = ["Bind", "Hit", "Privilege", "Scratch", "Wall", "Walled", "check", "described", "launch"]
