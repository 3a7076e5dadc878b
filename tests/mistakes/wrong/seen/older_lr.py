# mistake: older-edition
# cell: 2
# line: 5
# %%
from keras import models, layers, optimizers
# %%
model = models.Sequential()
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(
    optimizer=optimizers.RMSprop(lr=0.001),
    loss="binary_crossentropy",
    metrics=["accuracy"])
