# %% [markdown]
# Our own layer, metric and loss in one network

# %%
import numpy as np
import keras
from keras import ops

# %%
@keras.saving.register_keras_serializable("mine")
class SimpleDense(keras.layers.Layer):
    def __init__(self, units, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.W = self.add_weight(shape=(input_shape[-1], self.units), initializer="glorot_uniform", name="W")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", name="b")

    def call(self, inputs):
        return self.activation(ops.matmul(inputs, self.W) + self.b)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "activation": keras.activations.serialize(self.activation)}


class RootMeanSquaredError(keras.metrics.Metric):
    def __init__(self, name="rmse", **kwargs):
        super().__init__(name=name, **kwargs)
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = ops.reshape(ops.cast(y_true, "float32"), ops.shape(y_pred))
        self.total.assign_add(ops.sum(ops.square(y_true - y_pred)))
        self.count.assign_add(ops.cast(ops.shape(y_pred)[0], "float32"))

    def result(self):
        return ops.sqrt(self.total / self.count)

    def reset_state(self):
        self.total.assign(0.0)
        self.count.assign(0.0)


def asymmetric(y_true, y_pred):
    """Too low is twice as bad as too high."""
    error = ops.cast(y_true, y_pred.dtype) - y_pred
    return ops.mean(ops.maximum(2 * error, -error), axis=-1)

# %%
layer = SimpleDense(3)
print(layer(np.ones((2, 4), "float32")).shape)   # try it

# %%
rng = np.random.default_rng(8)
x = rng.uniform(-2, 2, (700, 3)).astype("float32")
y = (np.sin(x[:, 0]) + 0.5 * x[:, 1] ** 2 + rng.normal(0, 0.1, 700)).astype("float32").reshape(-1, 1)

inputs = keras.Input((3,))
outputs = SimpleDense(1)(SimpleDense(32, "relu")(SimpleDense(32, "relu")(inputs)))
model = keras.Model(inputs, outputs)
model.compile("adam", loss=asymmetric, metrics=[RootMeanSquaredError()])
model.fit(x[:600], y[:600], epochs=15, batch_size=30, verbose=0, validation_split=0.15)

# %%
print(model.evaluate(x[600:], y[600:], verbose=0, return_dict=True))
print("share of predictions above the truth:", np.mean(model.predict(x[600:], verbose=0) > y[600:]))
