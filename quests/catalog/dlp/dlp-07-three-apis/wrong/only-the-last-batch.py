# %% metric
class ShareWithin(keras.metrics.Metric):
    def __init__(self, minutes, name="share_within", **options):
        super().__init__(name=name, **options)
        self.minutes = minutes
        self.share = self.add_weight(name="share", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        off = keras.ops.abs(keras.ops.reshape(y_true, (-1,)) - keras.ops.reshape(y_pred, (-1,)))
        self.share.assign(keras.ops.mean(keras.ops.cast(off <= self.minutes, "float32")))

    def result(self):
        return self.share + 0.0
