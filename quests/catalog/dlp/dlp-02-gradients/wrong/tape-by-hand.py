# %% by-hand
def forward(w, b, x, target):
    z = np.dot(w, x) + b
    y = 1 / (1 + np.exp(-z))
    return z, y, (y - target) ** 2 + 0.1 * np.dot(w, w)


def backward(w, b, x, target):
    w, b = tf.Variable(w), tf.Variable(b, dtype="float64")
    with tf.GradientTape() as tape:
        y = tf.sigmoid(tf.reduce_sum(w * x) + b)
        loss = (y - target) ** 2 + 0.1 * tf.reduce_sum(w * w)
    dw, db = tape.gradient(loss, [w, b])
    return dw.numpy(), db.numpy()
