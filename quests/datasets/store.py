"""The data store: what ``keras.datasets`` finds in the sandbox, and the rows it never finds.

Layout below the installation's home::

    data/mnist/mnist.npz     public, mounted read-only where learner code runs
    data/mnist.card.json     what it is; written last, so its presence says that all is there
    heldout/                 0700: the wall between held-out data and every other user
    heldout/secret           0600: 32 random bytes that the held-out seeds derive from
    heldout/mnist/           rows.npz and labels.npz, for the judge
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from quests.datasets.mnist import MNIST
from quests.datasets.recipe import Card, Recipe, save_arrays

Progress = Callable[[str, float], None]
"""Told what is being done (an English word or two) and its share from 0 to 1."""

RECIPES: tuple[Recipe, ...] = (MNIST,)
SECRET_BYTES = 32


class UnknownDataSet(LookupError):
    """The store has no data set of that name."""


class SecretDamaged(OSError):
    """The installation's secret is not what was written there. Replacing it is the operator's decision."""


def _silent(doing: str, share: float) -> None:
    pass


class Store:
    """The data sets of one installation, each made when first needed.

    Safe for any number of processes: one makes a data set while the others wait, and a reader
    meets a whole file or none.
    """

    def __init__(self, home: Path, recipes: Sequence[Recipe] = RECIPES) -> None:
        self.data = home / "data"
        self.heldout = home / "heldout"
        self._recipes = {recipe.name: recipe for recipe in recipes}

    def names(self) -> list[str]:
        """The data sets there are to be had, made or not."""
        return sorted(self._recipes)

    def public_files(self, name: str) -> list[tuple[Path, str]]:
        """The public files of a data set, each with the name by which Keras asks for it."""
        recipe = self._recipe(name)
        return [(self.data / name / file, file.rstrip("/")) for file in recipe.files]

    def heldout_dir(self, name: str) -> Path:
        """The folder with ``rows.npz`` and ``labels.npz``. Labels are for the judge alone."""
        return self.heldout / self._recipe(name).name

    def card(self, name: str) -> Card | None:
        """What lies in the store under this name; None while it has not been made, or not by this version."""
        recipe = self._recipe(name)
        try:
            card = Card.from_json(json.loads(self._card_path(recipe).read_bytes()))
        except (FileNotFoundError, ValueError):
            return None
        parts = [path for path, _ in self.public_files(name)]
        if recipe.heldout:
            parts += [self.heldout_dir(name) / part for part in ("rows.npz", "labels.npz")]
        whole = card.version == recipe.version and all(part.exists() for part in parts)
        return card if whole else None

    def ensure(self, name: str, progress: Progress = _silent) -> Card:
        """Make the data set unless it is there; return its card.

        Raises:
            UnknownDataSet: there is no recipe of that name.
            OSError: the disk is full or not ours to write, or the secret is damaged.
        """
        recipe = self._recipe(name)
        if card := self.card(name):
            return card
        self.data.mkdir(parents=True, exist_ok=True)
        self.heldout.mkdir(parents=True, exist_ok=True)
        self.heldout.chmod(0o700)
        with self._alone(recipe):
            # Another process may have made it while this one waited.
            return self.card(name) or self._make(recipe, progress)

    def _recipe(self, name: str) -> Recipe:
        try:
            return self._recipes[name]
        except KeyError:
            raise UnknownDataSet(f"there is no data set {name!r}; there are: {', '.join(self.names())}") from None

    def _card_path(self, recipe: Recipe) -> Path:
        return self.data / f"{recipe.name}.card.json"

    @contextmanager
    def _alone(self, recipe: Recipe) -> Iterator[None]:
        """Hold the data set's lock; the kernel drops it when this process dies."""
        with (self.data / f".{recipe.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make(self, recipe: Recipe, progress: Progress) -> Card:
        """Make everything under temporary names, then rename; the card comes last."""
        self._card_path(recipe).unlink(missing_ok=True)
        with _workshop(self.data, recipe) as here, _workshop(self.heldout, recipe) as there:
            made = here / recipe.name
            made.mkdir(mode=0o755)
            recipe.public(made, _public_rng(recipe), lambda share: progress("drawing", share))
            held, folder = 0, there / recipe.name
            if recipe.heldout:
                rows = recipe.heldout(self._heldout_rng(recipe), lambda share: progress("holding out", share))
                held = len(rows.rows)
                folder.mkdir()
                save_arrays(folder / "rows.npz", {"rows": rows.rows})
                save_arrays(folder / "labels.npz", {"labels": rows.labels})
                # Readable below the closed folder, so that a judge of another user may read what is bound for it.
                folder.chmod(0o755)
            progress("packing", 0.0)
            card = _card(recipe, made, held)
            (here / "card.json").write_text(json.dumps(card.as_json(), ensure_ascii=False, indent=2) + "\n")

            shutil.rmtree(self.heldout / recipe.name, ignore_errors=True)
            shutil.rmtree(self.data / recipe.name, ignore_errors=True)
            if recipe.heldout:
                folder.rename(self.heldout / recipe.name)
            made.rename(self.data / recipe.name)
            (here / "card.json").rename(self._card_path(recipe))
        progress("ready", 1.0)
        return card

    def _heldout_rng(self, recipe: Recipe) -> np.random.Generator:
        """Seeded by the installation's secret: reading this source does not let anyone draw the same rows."""
        seed = hashlib.blake2b(f"{recipe.name} {recipe.version}".encode(), key=self._secret(), digest_size=32)
        return np.random.default_rng(int.from_bytes(seed.digest()))

    def _secret(self) -> bytes:
        """The installation's secret, made by whichever process is first."""
        path = self.heldout / "secret"
        if not path.exists():
            with tempfile.NamedTemporaryFile(dir=self.heldout, prefix=".new-") as fresh:  # 0600 from the start
                fresh.write(secrets.token_bytes(SECRET_BYTES))
                fresh.flush()
                os.fsync(fresh.fileno())
                with suppress(FileExistsError):
                    os.link(fresh.name, path)  # unlike a rename, never replaces one that came first
        secret = path.read_bytes()
        if len(secret) != SECRET_BYTES:
            raise SecretDamaged(
                f"{path} holds {len(secret)} bytes, not {SECRET_BYTES}; remove it to have a new one made"
            )
        return secret


def _public_rng(recipe: Recipe) -> np.random.Generator:
    """The same for everyone, so that learners can compare their figures."""
    seed = hashlib.sha256(f"questbook {recipe.name} {recipe.version}".encode()).digest()
    return np.random.default_rng(int.from_bytes(seed))


@contextmanager
def _workshop(parent: Path, recipe: Recipe) -> Iterator[Path]:
    """A private folder on the same file system, gone afterwards. Call under the data set's lock."""
    prefix = f".making-{recipe.name}-"
    for left in parent.glob(f"{prefix}*"):  # by a process that was killed: nobody else holds the lock
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=prefix) as folder:
        yield Path(folder)


def _card(recipe: Recipe, folder: Path, heldout_rows: int) -> Card:
    return Card(
        name=recipe.name,
        version=recipe.version,
        title=recipe.title.model_dump(),
        about=recipe.about.model_dump(),
        origin="twin",
        source=recipe.public.__module__,
        licence=recipe.licence,
        files={name: _hash(folder / name) for name in recipe.files},
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        heldout_rows=heldout_rows,
    )


def _hash(path: Path) -> str:
    """SHA-256 of a file, or over the names and hashes of a folder's files."""
    if path.is_dir():
        whole = hashlib.sha256()
        for each in sorted(path.rglob("*")):
            if each.is_file():
                whole.update(f"{each.relative_to(path).as_posix()}\0{_hash(each)}\n".encode())
        return whole.hexdigest()
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
