# %% step
optimizer = tf.keras.optimizers.SGD(learning_rate)


def training_step(inputs, targets):
    with tf.GradientTape() as tape:
        loss = square_loss(targets, model(inputs))
    dW, db = tape.gradient(loss, [W, b])
    optimizer.apply_gradients([(dW, W), (db, b)])
    return loss
