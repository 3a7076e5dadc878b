# tries: to have the judge open a file of its own as a layer's vocabulary, and show the words in an error
# must: be refused: a vocabulary travels as words, never as the name of a file
# quest: "model"
# score: 1
import json
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    config = json.loads(parts["config.json"])
    lookup = {"max_tokens": None, "vocabulary": "/quest/reference.py", "name": "words"}
    part = {"module": "keras.layers", "class_name": "StringLookup", "config": lookup, "registered_name": None}
    config["config"]["layers"].insert(1, part)
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in (parts | {"config.json": json.dumps(config)}).items():
            archive.writestr(name, content)


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
