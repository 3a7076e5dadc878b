"""The wall around code that nobody here trusts. Always on; there is no way to run without it."""

from worker.sandbox.guard import Hit
from worker.sandbox.launch import Launched, Walled, launch
from worker.sandbox.privilege import check, described
from worker.sandbox.wall import Bind, Privilege, Scratch, Wall

__all__ = ["Bind", "Hit", "Launched", "Privilege", "Scratch", "Wall", "Walled", "check", "described", "launch"]
