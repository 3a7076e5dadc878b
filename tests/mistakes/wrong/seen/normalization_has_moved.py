# mistake: older-edition
# cell: 1
# line: 5

# %%
import numpy as np
import keras
from keras.models import Sequential
from keras.layers import Dense, Activation
from keras.layers.normalization import BatchNormalization
# %%
rs = np.random.RandomState(0)
x = rs.rand(500, 10).astype("float32")
y = (x.mean(axis=1) > 0.5).astype("int32")
# %%
model = Sequential()
model.add(Dense(16, use_bias=False))
model.add(BatchNormalization())
model.add(Activation("relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=2, batch_size=50, verbose=0)
# %%
model.evaluate(x, y)
