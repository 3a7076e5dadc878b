# %% model-and-loss
def model(inputs):
    return tf.matmul(inputs, W)


def square_loss(targets, predictions):
    return tf.reduce_mean(tf.square(targets - predictions))

# %% step
def training_step(inputs, targets):
    with tf.GradientTape() as tape:
        loss = square_loss(targets, model(inputs))
    dW = tape.gradient(loss, W)
    W.assign_sub(learning_rate * dW)
    return loss
