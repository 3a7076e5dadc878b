# %% prepare
def as_rows(images):
    return images.astype("float32").reshape(len(images), -1) / np.float32(255)


train_x, test_x = map(as_rows, (train_images, test_images))

# %% build
pixels = keras.Input(shape=(784,))
hidden = layers.ReLU()(layers.Dense(512)(pixels))
model = keras.Model(pixels, layers.Dense(10, "softmax")(hidden))
model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
)
