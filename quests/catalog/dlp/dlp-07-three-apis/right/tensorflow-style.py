# %% stacks
from tensorflow.keras import layers, models

way_stack = models.Sequential(name="the_way")
way_stack.add(layers.Input((6,)))
way_stack.add(layers.Dense(16))
way_stack.add(layers.ReLU())
way_stack.add(layers.Dense(8, activation=tf.nn.relu))
dish_stack = models.Sequential([layers.Input((10,)), layers.Dense(8, "relu")])
head = models.Sequential([layers.Input((16,)), layers.Dense(16, "relu"), layers.Dense(1, activation="linear")])

# %% functional
a, b = layers.Input((6,)), layers.Input((10,))
functional = models.Model([a, b], head(layers.concatenate([way_stack(a), dish_stack(b)])))

# %% subclass
class DeliveryNet(tf.keras.Model):
    def __init__(self, first, second, end, **options):
        super().__init__(**options)
        self.parts = [first, second]
        self.end = end
        self.join = layers.Concatenate(axis=1)

    def call(self, inputs, training=None):
        return self.end(self.join([part(x) for part, x in zip(self.parts, inputs)]))


subclassed = DeliveryNet(way_stack, dish_stack, head)
subclassed([way[:2], dishes[:2]])

# %% metric
class ShareWithin(tf.keras.metrics.Metric):
    def __init__(self, minutes, name="share_within", **options):
        super().__init__(name=name, **options)
        self.limit = minutes
        self.inner = tf.keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight=None):
        errors = tf.abs(tf.squeeze(y_pred, -1) - tf.reshape(tf.cast(y_true, tf.float32), [-1]))
        self.inner.update_state(tf.cast(errors <= self.limit, tf.float32))

    def result(self):
        return self.inner.result()

    def reset_state(self):
        self.inner.reset_state()

# %% callback
class Diary(tf.keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs.get("val_loss"))

    @property
    def best_epoch(self):
        return int(np.argmin(self.losses)) + 1
