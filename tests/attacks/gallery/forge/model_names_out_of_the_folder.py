# tries: to have files unpacked beside the judge's own: names with .., absolute names, a link
# must: be refused for any name but the three that Keras writes
# quest: "model"
# score: 1
import stat
import zipfile


def save(place):
    keras.Model.save(model, place)
    link = zipfile.ZipInfo("assets")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr("../../out/report.json", "{}")
        archive.writestr("/out/report.json", "{}")
        archive.writestr(link, "/quest/reference.py")


model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.save = save
