# tries: to be one thing and to describe another: a class that says it is Keras' Sequential and knows the rule by itself
# must: be what its file makes: the layers that were asked for, with no weights that read anything
# quest: "model"
# score: 4
asked = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
asked.compile("rmsprop", "sparse_categorical_crossentropy")


class Sequential(keras.Model):
    def call(self, rows):
        return keras.ops.sum(keras.ops.reshape(rows, (-1, 4, 4)), axis=2)

    def get_config(self):
        return asked.get_config()

    def get_compile_config(self):
        return asked.get_compile_config()


Sequential.__module__, Sequential.__qualname__ = "keras.src.models.sequential", "Sequential"
model = Sequential()
model.compile("rmsprop", "sparse_categorical_crossentropy")
model(x[:1])
