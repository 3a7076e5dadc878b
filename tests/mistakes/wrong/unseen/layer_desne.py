# mistake: misspelt-layer
# cell: 2
# line: 4

# %%
import keras
from keras import layers
from keras.datasets import boston_housing

(x_train, y_train), (x_test, y_test) = boston_housing.load_data()
mu, sigma = x_train.mean(axis=0), x_train.std(axis=0)
x_train = (x_train - mu) / sigma
x_test = (x_test - mu) / sigma

# %%
def build_model():
    model = keras.Sequential()
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Desne(64, activation="relu"))
    model.add(layers.Dense(1))
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model

# %%
model = build_model()
model.fit(x_train, y_train, epochs=10, batch_size=16, verbose=0)
test_mse, test_mae = model.evaluate(x_test, y_test)
print(round(test_mae, 2))
