# mistake: validation-among-training
# place: 2:3
# place: 3:4

# %% [markdown]
# ### Movie reviews, with a random validation set
# %%
import numpy as np, keras
from keras import layers
(x_tr, y_tr), (x_te, y_te) = keras.datasets.imdb.load_data(num_words=2000)
def vec(seqs):
    v = np.zeros((len(seqs), 2000), np.float32)
    for j, q in enumerate(seqs):
        v[j, q] = 1.
    return v
x_tr, x_te = vec(x_tr), vec(x_te)
# %%
gen = np.random.default_rng(0)
picked = gen.choice(len(x_tr), size=400, replace=False)
x_val = x_tr[picked]
y_val = y_tr[picked]
print(x_val.shape, y_val.mean())
# %%
model = keras.Sequential([layers.Dense(16, "relu"), layers.Dense(16, "relu"), layers.Dense(1, "sigmoid")])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
model.fit(x_tr, y_tr, epochs=4, batch_size=200, validation_data=(x_val, y_val), callbacks=[stop], verbose=0)
# %%
print(model.evaluate(x_te, y_te, verbose=0))
