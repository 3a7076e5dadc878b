# mistake: misspelt-name
# cell: 3
# line: 3
# %%
import keras
from keras import layers
# %%
model = keras.Sequential([layers.Input((13,)), layers.Dense(64, activation="relu"), layers.Dense(1)])
# %%
# compile
opt = keras.optimizers.RMSprop(learning_rate=1e-3)
modle.compile(optimizer=opt, loss="mse", metrics=["mae"])
# %%
print(model.count_params())
