# %% step
class Taught(keras.Model):
    def train_step(self, data):
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        self._loss_tracker.update_state(loss)
        self.optimizer.apply(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        return self.compute_metrics(x, y, y_pred, sample_weight)

# %% train
last_quarter = slice(720, None)
diary = Diary()
taught = Taught(functional.inputs, functional.outputs)
taught.compile(keras.optimizers.Adam(learning_rate=1e-2), keras.losses.MeanSquaredError(), metrics=[ShareWithin(5)])
taught.fit(
    x=[way[:720], dishes[:720]],
    y=waits[:720, None],
    validation_data=([way[last_quarter], dishes[last_quarter]], waits[last_quarter, None]),
    epochs=8,
    batch_size=16,
    callbacks=[diary, keras.callbacks.TerminateOnNaN()],
    verbose=0,
)
