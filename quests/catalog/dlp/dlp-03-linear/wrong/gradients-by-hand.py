# %% step
def training_step(inputs, targets):
    error = model(inputs) - targets
    loss = square_loss(targets, model(inputs))
    W.assign_sub(learning_rate * 2 * tf.matmul(inputs, error, transpose_a=True) / len(inputs))
    b.assign_sub(learning_rate * 2 * tf.reduce_mean(error, axis=0))
    return loss
