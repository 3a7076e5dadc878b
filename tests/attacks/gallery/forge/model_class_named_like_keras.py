# tries: to pass off a layer of its own, registered and named like Keras' Dense, as Keras' Dense
# must: be refused as foreign, so that only its predictions count, and the structure does not
# quest: "model"
# score: 1
@keras.saving.register_keras_serializable(package="keras.layers", name="Dense")
class Dense(keras.layers.Dense):
    def call(self, rows, training=None):
        return rows[:, :4] * 0


Dense.__module__, Dense.__qualname__ = "keras.layers", "Dense"
model = keras.Sequential([keras.Input((16,)), Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
