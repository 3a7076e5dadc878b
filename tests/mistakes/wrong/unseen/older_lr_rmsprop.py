# mistake: older-edition
# cell: 3
# line: 2

# %%
import keras
from keras import layers
from keras import optimizers
import numpy as np

r = np.random.RandomState(9)
x = r.normal(size=(400, 12)).astype('float32')
y = (x[:, :6].sum(axis=1) > x[:, 6:].sum(axis=1)).astype('float32')

# %%
model = keras.models.Sequential()
model.add(layers.Dense(16, activation='relu'))
model.add(layers.Dense(1, activation='sigmoid'))

# %%
# 옵티마이저 설정하기
model.compile(optimizer=optimizers.RMSprop(lr=0.001),
              loss='binary_crossentropy',
              metrics=['accuracy'])

# %%
model.fit(x[:300], y[:300], epochs=5, batch_size=50)
model.evaluate(x[300:], y[300:])
