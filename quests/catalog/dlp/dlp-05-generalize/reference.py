"""Right functions for dlp-05-generalize. Imported by the judge alone."""

import numpy as np


def fold_rows(n, k, i):
    rows = np.arange(n)
    validates = (rows >= i * n // k) & (rows < (i + 1) * n // k)
    return rows[~validates], rows[validates]
