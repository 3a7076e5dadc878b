# %%
import numpy as np, keras
from keras.layers import Dense, Input
from keras.models import Model

# a test: does keras take python lists?  no need to
rng = np.random.default_rng(0)
X = rng.standard_normal((900, 4)).astype("float32")
w_true = np.array([1.5, -2.0, 0.5, 0.0])
prob = 1 / (1 + np.exp(-(X @ w_true)))
Y = (rng.random(900) < prob).astype("int32")

# %%
ntrain = 700
Xtr, Ytr = X[:ntrain], Y[:ntrain]
Xte, Yte = X[ntrain:], Y[ntrain:]
print(Ytr.mean(), Yte.mean())

# %% [markdown]
# One unit without activation: the output is a logit, and the loss knows.

# %%
inp = Input(shape=(4,))
logit = Dense(1, name="logit")(inp)
m = Model(inp, logit)
m.compile(optimizer=keras.optimizers.SGD(learning_rate=0.5, momentum=0.9),
          loss=keras.losses.BinaryCrossentropy(from_logits=True),
          metrics=[keras.metrics.BinaryAccuracy(threshold=0.0), keras.metrics.AUC(from_logits=True)])
m.fit(Xtr, Ytr, epochs=10, batch_size=100, verbose=0, validation_split=0.1)

# %%
print("weights", m.get_layer("logit").get_weights()[0].ravel(), "true", w_true)
z = m.predict(Xte, verbose=0).squeeze()
p = keras.ops.sigmoid(z)
print("probabilities", np.asarray(p)[:5])
print(m.evaluate(Xte, Yte, verbose=0))
