# %% shapes
import math


def output_side(side, window, stride, same):
    if same:
        return math.ceil(side / stride)
    return len(range(0, side - window + 1, stride))


def conv_parameters(window, channels, filters):
    weights_each = window**2 * channels
    return filters * (weights_each + 1)

# %% prepare
train_x = np.expand_dims(train_images, -1) / 255.0
test_x = np.expand_dims(test_images, -1) / 255.0

# %% convnet
pixels = keras.Input(shape=(28, 28, 1))
maps = pixels
for filters in (16, 32):
    maps = layers.Conv2D(filters, kernel_size=3, padding="same", activation=keras.activations.relu)(maps)
    maps = layers.MaxPool2D()(maps)
maps = layers.Conv2D(64, kernel_size=3, padding="same", activation=keras.activations.relu)(maps)
strongest = layers.GlobalMaxPool2D()(maps)
convnet = keras.Model(pixels, layers.Dense(10, activation="softmax")(strongest))
convnet.compile(
    keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(), metrics=["sparse_categorical_accuracy"]
)
convnet.fit(x=train_x, y=train_labels, epochs=2)

# %% shift
def shift(images, down, right):
    rows, columns = images.shape[1:]
    moved = np.roll(images, (down, right), axis=(1, 2))
    for axis, by, length in ((1, down, rows), (2, right, columns)):
        places = np.arange(length)
        came_round = (places < by) | (places >= length + by)
        moved[(slice(None),) * axis + (came_round,)] = 0
    return moved
