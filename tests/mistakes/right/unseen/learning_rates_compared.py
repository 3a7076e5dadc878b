# %% [markdown]
# ## Which learning rate?
# Each gets a new network with the same start; the validation loss decides. Then training *and* validation rows
# together for the final one.

# %%
import numpy as np
import keras

rng = np.random.default_rng(5)
X = rng.normal(size=(1000, 12)).astype(np.float32)
beta = rng.normal(size=(12, 3))
y = (X @ beta + rng.gumbel(size=(1000, 3))).argmax(axis=1)
Y = keras.utils.to_categorical(y, num_classes=3)
X_train, X_valid, X_test = X[:600], X[600:800], X[800:]
Y_train, Y_valid, Y_test = Y[:600], Y[600:800], Y[800:]

# %%
def create(rate):
    keras.utils.set_random_seed(0)
    net = keras.Sequential()
    net.add(keras.layers.Input(shape=(12,)))
    net.add(keras.layers.Dense(24, activation="elu"))
    net.add(keras.layers.Dense(3, activation="softmax"))
    net.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.SGD(learning_rate=rate, momentum=0.9),
                metrics=["accuracy"])
    return net

curves = {}
for rate in (1e-3, 1e-2, 1e-1):
    net = create(rate)
    curves[rate] = net.fit(X_train, Y_train, validation_data=(X_valid, Y_valid), epochs=5, verbose=0).history
    print(f"{rate:6} {curves[rate]['val_loss'][-1]:.3f}")

# %%
import matplotlib.pyplot as plt
for rate, curve in curves.items():
    plt.plot(curve["loss"], "--", label=f"training, {rate}")
    plt.plot(curve["val_loss"], label=f"validation, {rate}")
plt.legend(); plt.xlabel("epoch"); plt.ylabel("cross-entropy"); plt.show()

# %%
best_rate = min(curves, key=lambda r: min(curves[r]["val_loss"]))
best_epochs = int(np.argmin(curves[best_rate]["val_loss"])) + 1
final = create(best_rate)
final.fit(np.concatenate([X_train, X_valid]), np.concatenate([Y_train, Y_valid]), epochs=best_epochs, verbose=0)
print(best_rate, best_epochs, final.evaluate(X_test, Y_test, verbose=0))
