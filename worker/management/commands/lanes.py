"""``manage.py lanes``: what this node offers, and the Celery workers that serve it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from worker.lanes import MB, Offer, Workers, offer


class Command(BaseCommand):
    """Say what this node offers."""

    help = "Show the slots of this machine (processor and GPUs) and the commands that start workers for them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the workers to start as JSON, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        offered = offer()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(worker) for worker in offered.workers]))
            return
        self._describe(offered)
        for worker in offered.workers:
            self.stdout.write(f"start with: {_command(worker)}")
        for objection in offered.objections():
            self.stderr.write(objection)

    def _describe(self, offered: Offer) -> None:
        each = f"{offered.cores} core(s), {offered.memory // MB} MB of memory"
        self.stdout.write(f"processor: {offered.cpu_slots} slot(s), each with {each}")
        for gpu in offered.gpus:
            memory = gpu.memory // offered.gpu_slots // MB
            self.stdout.write(
                f"GPU {gpu.name} ({gpu.uuid}): {offered.gpu_slots} slot(s), each with {memory} MB of its memory, {each}"
            )
        if not offered.gpus:
            self.stdout.write("GPU: none that NVIDIA's driver lists")


def _command(worker: Workers) -> str:
    """How to start a worker by hand."""
    queues = ",".join(worker.queues)
    return f"celery -A questbook worker --hostname {worker.name}@%h --queues {queues} --concurrency {worker.processes}"
