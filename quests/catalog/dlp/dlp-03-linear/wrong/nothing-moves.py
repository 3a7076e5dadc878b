# %% step
def training_step(inputs, targets):
    with tf.GradientTape() as tape:
        loss = square_loss(targets, model(inputs))
    dW, db = tape.gradient(loss, [W, b])
    W - learning_rate * dW
    b - learning_rate * db
    return loss
