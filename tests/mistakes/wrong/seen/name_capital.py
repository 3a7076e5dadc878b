# mistake: misspelt-name
# cell: 4
# line: 2
# %%
import numpy as np
from keras import Sequential
from keras.layers import Dense, Dropout
# %%
X = np.random.random((100, 8)).astype("float32")
target = X.sum(axis=1)
# %%
model = Sequential()
model.add(Dense(16, activation="relu"))
model.add(Dense(1))
model.compile(optimizer="rmsprop", loss="mse")
# %%
# 훈련
model.fit(X, Target, epochs=2, verbose=0)
