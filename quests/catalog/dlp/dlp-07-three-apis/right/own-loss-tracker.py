# %% functional
inputs = [keras.Input(shape=(6,)), keras.Input(shape=(10,))]
sides = [stack(part) for stack, part in zip((way_stack, dish_stack), inputs)]
functional = keras.Model(inputs, head(keras.ops.concatenate(sides, axis=-1)))

# %% metric
class ShareWithin(keras.metrics.Metric):
    def __init__(self, minutes, name="share_within", **options):
        super().__init__(name=name, **options)
        self.minutes = minutes
        self.near = self.add_variable(shape=(), initializer="zeros", name="near")
        self.seen = self.add_variable(shape=(), initializer="zeros", name="seen")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_pred = keras.ops.reshape(y_pred, (-1, 1))
        y_true = keras.ops.reshape(y_true, (-1, 1))
        within = keras.ops.less_equal(keras.ops.absolute(y_true - y_pred), self.minutes)
        self.near.assign(self.near + keras.ops.sum(keras.ops.cast(within, self.dtype)))
        self.seen.assign(self.seen + keras.ops.cast(keras.ops.shape(y_pred)[0], self.dtype))

    def result(self):
        return keras.ops.divide(self.near, self.seen)

# %% step
class Taught(keras.Model):
    def train_step(self, batch):
        orders, minutes = batch[0], batch[1]
        with tf.GradientTape() as tape:
            told = self(orders, training=True)
            loss = self.compute_loss(y=minutes, y_pred=told)
        trainable = self.trainable_weights
        self.optimizer.apply_gradients(list(zip(tape.gradient(loss, trainable), trainable)))
        results = {}
        for metric in self.metrics:
            metric.update_state(*([loss] if metric.name == "loss" else [minutes, told]))
            results[metric.name] = metric.result()
        return results
