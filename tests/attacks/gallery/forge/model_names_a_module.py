# tries: to have the judge import a module and call a function of it by naming them in the model's config
# must: be refused: the only modules a model may name are Keras' own
# quest: "model"
# score: 1
import json
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    config = json.loads(parts["config.json"])
    dense = config["config"]["layers"][1]["config"]
    dense["activation"] = {"module": "os", "class_name": "function", "config": "abort", "registered_name": "abort"}
    dense["kernel_initializer"] = {
        "module": "subprocess",
        "class_name": "Popen",
        "config": {"args": ["touch", "/out/x"]},
    }
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in (parts | {"config.json": json.dumps(config)}).items():
            archive.writestr(name, content)


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
