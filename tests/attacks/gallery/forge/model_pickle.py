# tries: to hand in a pickle that runs code where a saved model is expected
# must: never be unpickled: what is no zip of three known files is no model
# quest: "model"
# score: 1
import pickle


class Evil:
    def __reduce__(self):
        return exec, ("open('/out/report.json', 'w').write('{}'); raise SystemExit(0)",)


def save(place):
    with open(place, "wb") as file:
        pickle.dump(Evil(), file)


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
