# %% metric
class ShareWithin(keras.metrics.Metric):
    def __init__(self, minutes, name="share_within", **options):
        super().__init__(name=name, **options)
        self.minutes = minutes
        self.hits = self.add_weight(name="hits", initializer="zeros")
        self.rows = self.add_weight(name="rows", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        near = keras.ops.cast(keras.ops.abs(y_true - y_pred) <= self.minutes, "float32")
        self.hits.assign_add(keras.ops.sum(near))
        self.rows.assign_add(keras.ops.sum(keras.ops.ones_like(near)))

    def result(self):
        return self.hits / self.rows

    def reset_state(self):
        self.hits.assign(0.0)
        self.rows.assign(0.0)
