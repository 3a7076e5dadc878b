# %% [markdown]
# Cookbook 1: activations and their derivatives - and where gradients vanish

# %%
%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt

z = np.linspace(-5, 5, 201)
tanh = np.tanh(z)
sigmoid = 1 / (1 + np.exp(-z))
relu = np.where(z > 0, z, 0)

def d_tanh(z): return 1 - np.tanh(z) ** 2
def d_sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
d_relu = lambda z: (z > 0).astype(float)

# %%
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4), sharex=True)
for name, values in dict(tanh=tanh, sigmoid=sigmoid, relu=relu).items():
    left.plot(z, values, label=name)
for name, f in (("tanh", d_tanh), ("sigmoid", d_sigmoid), ("relu", d_relu)):
    right.plot(z, f(z), label=f"{name}'")
for ax, title in ((left, "activations"), (right, "derivatives")):
    ax.set_title(title)
    ax.set_xlabel("z")
    ax.set_ylabel("value")
    ax.legend()
left.set_ylim(-1.2, 2)
plt.tight_layout()
plt.show()

# %%
# how small does a gradient get through ten layers?
rng = np.random.default_rng(0)
for name, f, df in (("tanh", np.tanh, d_tanh), ("sigmoid", lambda z: 1 / (1 + np.exp(-z)), d_sigmoid),
                    ("relu", lambda z: np.maximum(z, 0), d_relu)):
    h, slopes = rng.normal(size=64), []
    g = np.eye(64)
    for depth in range(10):
        W = rng.normal(0, np.sqrt(1 / 64), (64, 64))
        pre = W @ h
        h = f(pre)
        g = (df(pre)[:, None] * W) @ g
        slopes.append(np.linalg.norm(g))
    print(f"{name:8}", " ".join(f"{s:.1e}" for s in slopes))
