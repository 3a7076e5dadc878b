"""The data store: what ``keras.datasets`` finds in the sandbox, and the rows it never finds.

Layout below the installation's home::

    data/mnist/mnist.npz     public, mounted read-only where learner code runs
    data/mnist.card.json     what it is; written last, so its presence says that all is there
    data/.mnist.lock         held by whoever makes it, who writes there how far it is
    data/.bringing.lock      held by whoever brings a published file
    data/.brought-mnist/     published files of a set that is not all there yet
    heldout/                 0700: the wall between held-out data and every other user
    heldout/secret           0600: 32 random bytes that the held-out seeds derive from
    heldout/mnist/           rows.npz and labels.npz, for the judge
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import numpy as np

from graders.text import text
from quests.datasets.boston_housing import BOSTON_HOUSING
from quests.datasets.card import Card, card_of, digest
from quests.datasets.cats_vs_dogs import CATS_VS_DOGS
from quests.datasets.fashion_mnist import FASHION_MNIST
from quests.datasets.imdb import IMDB
from quests.datasets.making import CannotBeMade, Doing, Progress, alone, how_far, silent, workshop
from quests.datasets.mnist import MNIST
from quests.datasets.recipe import HeldOutRows, Recipe, save_arrays
from quests.datasets.reuters import REUTERS
from quests.datasets.small_base import SMALL_BASE

log = logging.getLogger(__name__)

RECIPES: tuple[Recipe, ...] = (MNIST, FASHION_MNIST, IMDB, REUTERS, BOSTON_HOUSING, CATS_VS_DOGS, SMALL_BASE)
SECRET_BYTES = 32
PUBLIC_SHARE = 0.85
"""About so much of the work of making a twin is what everybody gets; the rest is what is held out."""
DAMAGED = text(
    "{path} holds {found} bytes, not {due}: put the file of a backup back, or remove it to have a new one made, with "
    "which other rows are held out.",
    "{path}의 크기가 {due}바이트가 아니라 {found}바이트입니다. 백업한 파일을 되돌려 놓으십시오. 지우면 새로 만들지만 "
    "채점용 데이터가 달라집니다.",
)


class UnknownDataSet(LookupError):
    """The store has no data set of that name."""


class SecretDamaged(CannotBeMade):
    """The installation's secret is not what was written there. Replacing it is the operator's decision."""


class NotToBeReplaced(ValueError):
    """There is no published data set that could take the place of this twin."""


class Store:
    """The data sets of one installation, each made when first needed.

    Safe for any number of processes: one makes a data set while the others wait, different ones are made at the same
    time, and a reader meets a whole set or none.
    """

    def __init__(self, home: Path, recipes: Sequence[Recipe] = RECIPES) -> None:
        self.data = home / "data"
        self.heldout = home / "heldout"
        self._recipes = {recipe.name: recipe for recipe in recipes}

    def names(self) -> list[str]:
        """The data sets there are to be had, made or not."""
        return sorted(self._recipes)

    def recipe(self, name: str) -> Recipe:
        """How a data set is made.

        Raises:
            UnknownDataSet: there is none of that name.
        """
        try:
            return self._recipes[name]
        except KeyError:
            raise UnknownDataSet(f"there is no data set {name!r}; there are: {', '.join(self.names())}") from None

    def public_files(self, name: str) -> list[tuple[Path, str]]:
        """The public files of a data set, each with the name by which Keras asks for it."""
        return [(self.data / name / file, file.rstrip("/")) for file in self.recipe(name).files]

    def heldout_dir(self, name: str) -> Path:
        """The folder with ``rows.npz`` and ``labels.npz``. Labels are for the judge alone."""
        return self.heldout / self.recipe(name).name

    def brought_dir(self, name: str) -> Path:
        """Where published files wait until the whole set of them is there."""
        return self.data / f".brought-{self.recipe(name).name}"

    def card(self, name: str) -> Card | None:
        """What lies in the store under this name; None while it has not been made, or not by this version."""
        recipe = self.recipe(name)
        card = self._written_card(recipe)
        if card is None or not card.fits(recipe):
            return None
        parts = [path for path, _ in self.public_files(name)]
        if recipe.heldout:
            parts += [self.heldout_dir(name) / part for part in ("rows.npz", "labels.npz")]
        return card if all(part.exists() for part in parts) else None

    def making(self, name: str) -> Doing | None:
        """How far a process is that makes this data set now; None when none does."""
        return how_far(self._lock_path(self.recipe(name)))

    def ensure(self, name: str, progress: Progress = silent) -> Card:
        """Make the data set unless it is there; return its card.

        Raises:
            UnknownDataSet: there is no recipe of that name.
            OSError: the disk is full or not ours to write, or the secret is damaged.
        """
        recipe = self.recipe(name)
        if card := self.card(name):
            return card
        self._make_room()
        with alone(self._lock_path(recipe), progress) as telling:
            # Another process may have made it while this one waited.
            return self.card(name) or self._restored(recipe) or self._make(recipe, telling)

    def make_twin(self, name: str, progress: Progress = silent) -> Card:
        """Make the twin anew, whatever is there. Raises as :meth:`ensure`."""
        recipe = self.recipe(name)
        self._make_room()
        with alone(self._lock_path(recipe), progress) as telling:
            return self._make(recipe, telling)

    def take(self, name: str, files: Mapping[str, Path], progress: Progress = silent) -> Card:
        """Have published files take the place of what is there.

        Args:
            files: by their names in the recipe, all of them; they are copied. Whoever calls has checked their hashes:
                see :mod:`quests.datasets.provisioning`.

        Raises:
            NotToBeReplaced: the recipe does not say how rows are held out of them.
            ValueError: they are not what the recipe takes them for.
            OSError: as :meth:`ensure`.
        """
        recipe = self.recipe(name)
        self._make_room()
        with alone(self._lock_path(recipe), progress) as telling:
            return self._take(recipe, files, telling)

    def examine(self, name: str) -> tuple[Card, list[Path]]:
        """The card of a data set, and the files that are not what it says: lost, changed, or unreadable.

        Raises:
            LookupError: it has not been made.
        """
        card = self._written_card(self.recipe(name))
        if card is None:
            raise LookupError(f"{name} has not been made")
        hashes = {
            **{self.data / name / file: sha256 for file, sha256 in card.files.items()},
            **{self.heldout_dir(name) / file: sha256 for file, sha256 in card.heldout_files.items()},
        }
        return card, [path for path, sha256 in hashes.items() if _digest_or_none(path) != sha256]

    def _make_room(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self.heldout.mkdir(parents=True, exist_ok=True)
        self.heldout.chmod(0o700)

    def _card_path(self, recipe: Recipe) -> Path:
        return self.data / f"{recipe.name}.card.json"

    def _lock_path(self, recipe: Recipe) -> Path:
        return self.data / f".{recipe.name}.lock"

    def _written_card(self, recipe: Recipe) -> Card | None:
        try:
            return Card.model_validate_json(self._card_path(recipe).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def _make(self, recipe: Recipe, progress: Progress) -> Card:
        """Make a twin under temporary names, then put it in place."""
        with workshop(self.data, recipe.name) as here, workshop(self.heldout, recipe.name) as there:
            public = _folder(here / recipe.name)
            recipe.public(public, _public_rng(recipe), lambda share: progress("drawing", share * PUBLIC_SHARE))
            rows = None
            if recipe.heldout:
                rest = 1 - PUBLIC_SHARE
                rows = recipe.heldout(
                    self._heldout_rng(recipe), lambda share: progress("holding out", PUBLIC_SHARE + share * rest)
                )
            return self._put_in_place(recipe, "twin", public, there, rows, progress)

    def _take(self, recipe: Recipe, files: Mapping[str, Path], progress: Progress) -> Card:
        if recipe.real is None or (recipe.heldout and not recipe.heldout_of_real):
            raise NotToBeReplaced(f"no published files can take the place of the twin of {recipe.name}")
        with workshop(self.data, recipe.name) as here, workshop(self.heldout, recipe.name) as there:
            public = _folder(here / recipe.name)
            for done, name in enumerate(recipe.files):
                progress("copying", done / (len(recipe.files) + 1))
                shutil.copyfile(files[name], public / name)
            rows = recipe.heldout_of_real(public, self._heldout_rng(recipe)) if recipe.heldout_of_real else None
            return self._put_in_place(recipe, "real", public, there, rows, progress)

    def _restored(self, recipe: Recipe) -> Card | None:
        """Published files that are still here, with their rows held out anew; None where there are none."""
        card = self._written_card(recipe)
        files = {file: self.data / recipe.name / file for file in recipe.files}
        if card is None or card.origin != "real" or set(card.files) != set(files):
            return None
        if any(_digest_or_none(path) != card.files[file] for file, path in files.items()):
            log.warning("the published files of %s are damaged; its twin takes their place", recipe.name)
            return None
        try:
            return self._take(recipe, files, silent)
        except ValueError as problem:
            log.warning("%s: %s; its twin takes their place", recipe.name, problem)
            return None

    def _put_in_place(
        self,
        recipe: Recipe,
        origin: Literal["twin", "real"],
        public: Path,
        there: Path,
        rows: HeldOutRows | None,
        progress: Progress,
    ) -> Card:
        """Put what is finished where it belongs; the old card goes first, the new one comes last.

        On the disk, too: a power loss must leave no card without the bytes that it speaks of. Thousands of files may
        be among them, so all is written through at once, and not one by one.
        """
        progress("packing", 0.99)
        _open_to_read(public)
        heldout = there / recipe.name
        if rows is not None:
            _hold_out(heldout, rows)
        card = card_of(recipe, public, heldout, 0 if rows is None else len(rows.rows), origin)
        written = public.with_name("card.json")
        _write_through(written, card.model_dump_json(indent=2).encode() + b"\n")

        os.sync()
        self._card_path(recipe).unlink(missing_ok=True)
        for old in (self.heldout / recipe.name, self.data / recipe.name, *self._former_files(recipe)):
            _remove(old)
        if rows is not None:
            heldout.rename(self.heldout / recipe.name)
        public.rename(self.data / recipe.name)
        os.sync()
        written.rename(self._card_path(recipe))
        progress("ready", 1.0)
        return card

    def _former_files(self, recipe: Recipe) -> list[Path]:
        """Where the first version kept a data set's file: beside its card."""
        return [path for file in recipe.files if (path := self.data / file).is_file()]

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
            raise SecretDamaged(DAMAGED.format(path=path, found=len(secret), due=SECRET_BYTES))
        return secret


def _public_rng(recipe: Recipe) -> np.random.Generator:
    """The same for everyone, so that learners can compare their figures."""
    seed = hashlib.sha256(f"questbook {recipe.name} {recipe.version}".encode()).digest()
    return np.random.default_rng(int.from_bytes(seed))


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o755)
    return path


def _hold_out(folder: Path, rows: HeldOutRows) -> None:
    """Write held-out rows into a new folder."""
    folder.mkdir()
    save_arrays(folder / "rows.npz", {"rows": rows.rows})
    save_arrays(folder / "labels.npz", {"labels": rows.labels})
    # Readable below the closed folder, so that a judge of another user may read what is bound for it.
    folder.chmod(0o755)


def _open_to_read(folder: Path) -> None:
    """Let every user read a folder and all in it, whatever this process' umask is: learner code has another uid."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _digest_or_none(path: Path) -> str | None:
    try:
        return digest(path)
    except OSError:
        return None
