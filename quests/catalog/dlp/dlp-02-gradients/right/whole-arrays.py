# %% differences
def slopes(w, step):
    moves = step * np.eye(len(w))
    return np.array([hill(w + move) - hill(w - move) for move in moves]) / (2 * step)

# %% by-hand
def sigma(z):
    return 1 / (1 + np.exp(-z))


def forward(w, b, x, target):
    z = w @ x + b
    y = sigma(z)
    return [z, y, np.square(y - target) + 0.1 * (w**2).sum()]


def backward(w, b, x, target):
    y = sigma(w @ x + b)
    error = 2 * (y - target) * (y - y**2)
    return [error * x + w / 5, error]

# %% tape
def tape_gradients(w, b, x, target):
    w, b = tf.Variable(w), tf.Variable(b, dtype="float64")
    with tf.GradientTape() as tape:
        y = tf.sigmoid(tf.reduce_sum(w * x) + b)
        loss = (y - target) ** 2 + 0.1 * tf.reduce_sum(w * w)
    return tape.gradient(loss, [w, b])


def curvature(x):
    x = tf.constant(x)
    with tf.GradientTape() as second:
        second.watch(x)
        with tf.GradientTape() as first:
            first.watch(x)
            height = wave(x)
        slope = first.gradient(height, x)
    return second.gradient(slope, x).numpy()
