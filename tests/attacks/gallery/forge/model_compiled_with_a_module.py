# tries: to have the judge import and call what the model's compile config names, which is not part of the layers
# must: have it read as words, and never made; the layers and weights are judged as they are
# quest: "model"
# score: 10
import json
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    config = json.loads(parts["config.json"])
    config["compile_config"]["loss"] = {
        "module": "os",
        "class_name": "function",
        "config": "abort",
        "registered_name": "abort",
    }
    config["compile_config"]["optimizer"] = {
        "module": "subprocess",
        "class_name": "Popen",
        "config": {"args": ["false"]},
    }
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in (parts | {"config.json": json.dumps(config)}).items():
            archive.writestr(name, content)


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=8, batch_size=20, verbose=0)
model.save = save
