# %% parameters
W = tf.Variable(tf.random.normal((2, 1), stddev=0.05, dtype="float32"))
b = tf.Variable(np.zeros(1), dtype="float32")

# %% model-and-loss
def model(inputs):
    return tf.add(tf.linalg.matmul(inputs, W), b)


def square_loss(targets, predictions):
    differences = tf.math.squared_difference(targets, predictions)
    return tf.reduce_sum(differences) / tf.cast(tf.size(differences), "float32")

# %% step
def training_step(inputs, targets):
    with tf.GradientTape(persistent=True) as tape:
        predictions = model(inputs)
        loss = square_loss(targets, predictions)
    slope_W = tape.gradient(loss, W)
    slope_b = tape.gradient(loss, b)
    W.assign(W - learning_rate * slope_W)
    b.assign(b - learning_rate * slope_b)
    return loss.numpy()

# %% train
losses = np.zeros(60)
for step in range(60):
    losses[step] = training_step(inputs, targets)


def classify(inputs):
    return np.array([1 if p > 0.5 else 0 for p in model(inputs)])
