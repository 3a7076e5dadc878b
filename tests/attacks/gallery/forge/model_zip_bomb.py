# tries: to fill the judge's memory with a saved model of half a megabyte that unpacks to half a gigabyte and more
# must: be refused by what it says of its size, before anything is unpacked
# quest: "model"
# score: 1
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w") as file:
                file.write(content)
                for _ in range(600 * (name == "model.weights.h5")):
                    file.write(bytes(2**20))


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
