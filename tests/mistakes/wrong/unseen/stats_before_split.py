# mistake: scaled-with-test-statistics
# cell: 2
# line: 4

# %%
import numpy as np
import keras

rng = np.random.default_rng(90)
n = 480
data = rng.normal(loc=[100, 5, 0.1, 3000], scale=[20, 2, 0.05, 700], size=(n, 4))
target = 0.1 * data[:, 0] + 2 * data[:, 1] + 30 * data[:, 2] + rng.normal(0, 0.5, n)

# %%
def normalize(a):
    return (a - a.mean(axis=0)) / a.std(axis=0)

data = normalize(data)

# %%
x_train, y_train = data[:360], target[:360]
x_test, y_test = data[360:], target[360:]

# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(x_train, y_train, epochs=25, batch_size=16, verbose=0)
test_mse, test_mae = model.evaluate(x_test, y_test, verbose=0)
print(f"{test_mae:.3f}")
