# mistake: misspelt-keyword
# cell: 3
# line: 2
# %%
import numpy as np
# %%
def naive_dense(x, weights, bias, activation=None):
    """One Dense layer, written by hand."""
    z = np.dot(x, weights) + bias
    if activation == "relu":
        z = np.maximum(z, 0.)
    return z
# %%
rng = np.random.default_rng(0)
out = naive_dense(rng.normal(size=(4, 3)), wieghts=rng.normal(size=(3, 2)), bias=np.zeros(2))
# %%
print(out.shape)
