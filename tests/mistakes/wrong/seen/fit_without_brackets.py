# mistake: fit-never-called
# place: 4:1
# place: 3:1
# %%
import tensorflow as tf
(x, y), (xt, yt) = tf.keras.datasets.boston_housing.load_data()
m, s = x.mean(axis=0), x.std(axis=0)
x = (x - m) / s
xt = (xt - m) / s
# %%
model = tf.keras.Sequential([tf.keras.layers.Dense(16, activation="relu"), tf.keras.layers.Dense(1)])
model.compile(optimizer="rmsprop", loss="mse")
# %%
model.fit
# %%
predictions = model.predict(xt)
print(predictions[:5].ravel(), yt[:5])
