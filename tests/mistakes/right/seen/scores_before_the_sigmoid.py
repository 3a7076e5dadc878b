# %%
import numpy as np
import keras
from keras import layers, ops
rs = np.random.RandomState(5)
x = rs.randn(500, 6).astype("float32")
y = (x[:, :1] + x[:, 1:2] ** 2 > 0.5).astype("float32")
print(x.shape, y.shape)
# %%
i = keras.Input(shape=(6,))
h = layers.Dense(24, activation="gelu")(i)
score = layers.Dense(1)(h)
model = keras.Model(i, score)
model.compile(
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    optimizer=keras.optimizers.Adam(learning_rate=0.01),
    metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)],
)
# %%
model.fit(x[:400], y[:400], epochs=5, verbose=0)
# %%
# 확률이 필요할 때만 시그모이드
prob = ops.sigmoid(model.predict(x[400:], verbose=0))
print(np.array(prob)[:5].round(2).ravel(), model.evaluate(x[400:], y[400:], verbose=0))
