# %%
import keras
from keras import layers, models
(x, y), (xt, yt) = keras.datasets.boston_housing.load_data()
norm = layers.Normalization()
norm.adapt(x)
# %%
m = models.Sequential([norm, layers.Dense(32, activation="relu"), layers.Dense(1)])
m.compile(optimizer="adam", loss="mae")
m.fit(x, y, validation_split=0.2, epochs=5, verbose=0)
m.evaluate(xt, yt)
