# tries: to be judged by predictions, as a model of its own class, and to give more of them than there are rows,
#   so that the right one is among them
# must: fail: there is one prediction for each row
# quest: "model"
# score: 1
class Model(keras.Model):
    def call(self, rows):
        return rows

    def predict(self, rows, **_):
        return np.tile(np.eye(4), (len(rows), 1))


model = Model()
