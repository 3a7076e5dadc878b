# tries: the same, with a size of ten bytes written into the archive's directory
# must: be read no further than the size that it says
# quest: "model"
# score: 1
import struct
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content + b" " * (500_000_000 * (name == "config.json")))
    with open(place, "rb") as file:
        packed = file.read()
    with open(place, "wb") as file:
        file.write(packed.replace(struct.pack("<I", len(parts["config.json"]) + 500_000_000), struct.pack("<I", 10)))


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
