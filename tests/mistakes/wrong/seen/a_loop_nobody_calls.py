# mistake: fit-never-called
# cell: 4
# line: 1

# %%
import numpy as np, tensorflow as tf, keras
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape((-1, 784)).astype("float32") / 255
x_test = x_test.reshape((-1, 784)).astype("float32") / 255
# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
opt = keras.optimizers.Adam()
loss_fn = keras.losses.SparseCategoricalCrossentropy()
# %%
def train(epochs=2, batch=128):
    for epoch in range(epochs):
        for i in range(0, len(x_train), batch):
            with tf.GradientTape() as tape:
                loss = loss_fn(y_train[i:i + batch], model(x_train[i:i + batch]))
            grads = tape.gradient(loss, model.trainable_variables)
            opt.apply_gradients(zip(grads, model.trainable_variables))
        print("epoch", epoch, float(loss))
# %%
predicted = model.predict(x_test, verbose=0).argmax(axis=1)
print("accuracy", np.mean(predicted == y_test))
