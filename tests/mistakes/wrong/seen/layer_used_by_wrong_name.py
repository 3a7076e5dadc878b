# mistake: misspelt-layer
# cell: 2
# line: 4
# %%
from keras.models import Sequential
from keras.layers import Input, Dense, BatchNormalization
# %%
m = Sequential()
m.add(Input((20,)))
m.add(Dense(64))
m.add(BatchNormalisation())
m.add(Dense(5, activation="softmax"))
# %%
m.summary()
