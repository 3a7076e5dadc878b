# %% model-and-loss
import keras

dense = keras.layers.Dense(1)
dense.build((None, 2))
W, b = dense.kernel.value, dense.bias.value


def model(inputs):
    return dense(inputs)


def square_loss(targets, predictions):
    return tf.reduce_mean(tf.square(targets - predictions))
