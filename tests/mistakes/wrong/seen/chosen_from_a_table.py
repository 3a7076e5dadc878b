# mistake: misspelt-layer
# cell: 2
# line: 2

# %% [markdown]
# # 어떤 순환층이 좋을까?
# %%
import numpy as np, keras
L = keras.layers
t = np.arange(1200)
wave = np.sin(t / 9) + 0.1 * np.random.default_rng(0).normal(size=t.size)
windows = np.stack([wave[i:i + 20] for i in range(0, 1100, 3)])[..., None].astype("float32")
nxt = np.array([wave[i + 20] for i in range(0, 1100, 3)], "float32")
# %%
kinds = {
    "bi-gru": lambda: L.BiDirectional(L.GRU(4)),
    "rnn": lambda: L.SimpleRNN(6),
    "gru": lambda: L.GRU(6),
}
# %%
scores = {}
for name, make in kinds.items():
    model = keras.Sequential([L.Input((20, 1)), make(), L.Dense(1)])
    model.compile("adam", "mse")
    model.fit(windows[:250], nxt[:250], epochs=1, batch_size=50, verbose=0)
    scores[name] = model.evaluate(windows[250:], nxt[250:], verbose=0)
# %%
for name in sorted(scores, key=scores.get):
    print(f"{name:8} {scores[name]:.4f}")
