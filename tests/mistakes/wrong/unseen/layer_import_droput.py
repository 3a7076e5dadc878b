# mistake: misspelt-layer
# cell: 1
# line: 4

# %%
import numpy as np
import keras
from keras.models import Sequential
from keras.layers import Dense, Droput
print(keras.__version__)

# %%
rng = np.random.default_rng(8)
X = rng.random((256, 20)).astype('float32')
t = (X.sum(axis=1) > 10).astype('float32')

# %%
# Dropout으로 과대적합 줄이기
m = Sequential()
m.add(Dense(32, activation='relu'))
m.add(Droput(0.5))
m.add(Dense(1, activation='sigmoid'))
m.compile(optimizer='adam', loss='binary_crossentropy', metrics=['acc'])
m.fit(X, t, epochs=4, validation_split=0.25, verbose=2)
