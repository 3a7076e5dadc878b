# mistake: tf-keras-against-keras
# cell: 1
# line: 2
# %%
import keras
from tensorflow.python.keras.layers import Dense
# %%
model = keras.Sequential()
model.add(keras.layers.Input((10,)))
# %%
model.add(Dense(5, activation="relu"))
