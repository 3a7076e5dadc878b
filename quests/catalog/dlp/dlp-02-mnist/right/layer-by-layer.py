# %% look
fives = 0
for label in train_labels:
    if label == 5:
        fives += 1

# %% prepare
train_x = np.reshape(train_images, (-1, 784)) / 255.0
test_x = np.reshape(test_images, (-1, 784)) / 255.0

# %% build
model = keras.models.Sequential()
model.add(keras.Input((784,)))
model.add(layers.Dense(units=512))
model.add(layers.Activation("relu"))
model.add(layers.Dense(units=10))
model.add(layers.Softmax())
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["acc"])

# %% examine
probabilities = model.predict(test_x, batch_size=256, verbose=0)
digits = np.argmax(probabilities, axis=-1)
test_accuracy = np.mean(digits == test_labels)
first_ten = digits[:10]
