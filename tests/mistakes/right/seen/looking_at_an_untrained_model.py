# %%
import keras
import numpy as np
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(2)])
# %%
x = np.ones((5, 3))
print(model.predict(x, verbose=0).shape)
for layer in model.layers:
    print(layer.name, [w.shape for w in layer.get_weights()])
model.summary()
