# %%
import keras, numpy as np
x = np.random.rand(100, 3); y = x.sum(axis=1)
first = keras.Sequential([keras.layers.Dense(1)])
first.compile("sgd", "mse"); first.fit(x, y, epochs=2, verbose=0)
first.save("m.keras")
# %%
second = keras.models.load_model("m.keras")
print(second.evaluate(x, y, verbose=0))
np.testing.assert_allclose(first.predict(x, verbose=0), second.predict(x, verbose=0))
