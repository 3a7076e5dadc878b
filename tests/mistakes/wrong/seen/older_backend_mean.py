# mistake: older-edition
# cell: 2
# line: 2
# %%
import keras
from keras import backend as K
# %%
def my_mse(y_true, y_pred):
    return K.mean(K.square(y_pred - y_true), axis=-1)
# %%
import numpy as np
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("rmsprop", my_mse)
model.fit(np.ones((8, 2)), np.ones(8), verbose=0)
