# tries: to have a refused layer made in the judge by a name that only Keras understands: "layers.Lambda" in "keras",
#   with a function of Keras' own and arguments for it
# must: be refused as the layer that it is
# quest: "model"
# score: 1
import json
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    config = json.loads(parts["config.json"])
    function = {
        "module": "keras",
        "class_name": "function",
        "config": "utils.model_to_dot",
        "registered_name": "function",
    }
    layer = {"name": "own", "function": function, "arguments": {"show_shapes": True}}
    config["config"]["layers"].insert(1, {"module": "keras", "class_name": "layers.Lambda", "config": layer})
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in (parts | {"config.json": json.dumps(config)}).items():
            archive.writestr(name, content)


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
