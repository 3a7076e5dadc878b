# tries: to have the judge call what a model within the model was compiled with, which Keras does as it makes that one
# must: never have it made; the layers and weights are judged as they are
# quest: "model"
# score: 10
import json
import zipfile


def save(place):
    keras.Model.save(model, place)
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    config = json.loads(parts["config.json"])
    inner = next(layer for layer in config["config"]["layers"] if layer["class_name"] == "Sequential")
    abort = {"module": "os", "class_name": "function", "config": "abort", "registered_name": "abort"}
    popen = {"module": "subprocess", "class_name": "Popen", "config": {"args": ["false"]}}
    inner["compile_config"] = {"optimizer": popen, "loss": abort, "metrics": [abort]}
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in (parts | {"config.json": json.dumps(config)}).items():
            archive.writestr(name, content)


base = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
base.compile("rmsprop", "sparse_categorical_crossentropy")
model = keras.Sequential([keras.Input((16,)), base])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=8, batch_size=20, verbose=0)
model.save = save
