# tries: to have weights read from the judge's own files: an HDF5 link to another file, and external storage
# must: be refused: weights lie in the file that names them
# quest: "model"
# score: 1
import zipfile

import h5py


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with open("/tmp/weights.h5", "wb") as file:
        file.write(parts["model.weights.h5"])
    with h5py.File("/tmp/weights.h5", "a") as weights:
        variables = weights["layers/dense/vars"]
        del variables["0"], variables["1"]
        variables["0"] = h5py.ExternalLink("/heldout/quarters/labels.npz", "/labels")
        variables.create_dataset("1", (4,), "f4", external=[("/heldout/quarters/labels.npz", 0, 16)])
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, open("/tmp/weights.h5", "rb").read() if name.endswith("h5") else content)


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax", name="dense")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
