# mistake: data-not-scaled
# cell: 3
# line: 2
# %%
import keras
from keras.datasets import boston_housing
(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
print(train_data.shape)
# %%
def build_model():
    model = keras.Sequential()
    model.add(keras.layers.Dense(64, activation="relu", input_shape=(train_data.shape[1],)))
    model.add(keras.layers.Dense(64, activation="relu"))
    model.add(keras.layers.Dense(1))
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model
# %%
model = build_model()
history = model.fit(train_data, train_targets, epochs=6, batch_size=16, verbose=0)
# %%
mse, mae = model.evaluate(test_data, test_targets)
