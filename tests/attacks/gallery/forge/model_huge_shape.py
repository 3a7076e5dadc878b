# tries: to have the judge make a layer of ten thousand million units that its small file only speaks of
# must: be refused by the shapes, before a number of it is made
# quest: "model"
# score: 1
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b'"units": 4', b'"units": 10000000000'))


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
