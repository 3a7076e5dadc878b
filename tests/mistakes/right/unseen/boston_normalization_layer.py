# %%
import keras
from keras import layers
from keras.datasets import boston_housing
import matplotlib.pyplot as plt

(x_train, y_train), (x_test, y_test) = boston_housing.load_data(test_split=0.2, seed=113)

# %% [markdown]
# The raw columns go into the network: the first layer does the normalising, and learns how from the training rows.

# %%
norm = layers.Normalization(axis=-1)
norm.adapt(x_train)

inputs = keras.Input(shape=(13,))
h = norm(inputs)
h = layers.Dense(32, activation="relu")(h)
h = layers.Dropout(0.1)(h)
outputs = layers.Dense(1)(h)
model = keras.Model(inputs, outputs)
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.02), loss="mean_squared_error",
              metrics=["mean_absolute_error"])
model.summary()

# %%
# the baseline: always say the mean
baseline = abs(y_test - y_train.mean()).mean()
hist = model.fit(x_train, y_train, validation_split=0.2, epochs=8, verbose=0)

# %%
fig, ax = plt.subplots()
for name, style in [("mean_absolute_error", "--"), ("val_mean_absolute_error", "-")]:
    ax.plot(hist.epoch, hist.history[name], style, label=name)
ax.set_xlabel("epoch")
ax.set_ylabel("MAE (thousand dollars)")
ax.legend(loc="upper right")
plt.show()

# %%
mse, mae = model.evaluate(x_test, y_test, verbose=0)
print("MAE", mae, "against", baseline)
