# %% tape
def tape_gradients(w, b, x, target):
    w, b = tf.Variable(w), tf.Variable(b, dtype="float64")
    with tf.GradientTape() as tape:
        y = tf.sigmoid(tf.reduce_sum(w * x) + b)
    loss = (y - target) ** 2 + 0.1 * tf.reduce_sum(w * w)
    return tape.gradient(loss, [w, b])


def curvature(x):
    x = tf.Variable(x, dtype="float32")
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            height = wave(x)
        slope = inner.gradient(height, x)
    return outer.gradient(slope, x)
