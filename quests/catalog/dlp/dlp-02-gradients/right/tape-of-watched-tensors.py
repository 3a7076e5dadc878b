# %% tape
@tf.function
def unit_loss(w, b, x, target):
    y = 1 / (1 + tf.exp(-(tf.tensordot(w, x, 1) + b)))
    return tf.square(y - target) + 0.1 * tf.tensordot(w, w, 1)


def tape_gradients(w, b, x, target):
    w, b, x, target = (tf.convert_to_tensor(each, dtype="float64") for each in (w, b, x, target))
    with tf.GradientTape(persistent=True, watch_accessed_variables=False) as tape:
        tape.watch((w, b))
        loss = unit_loss(w, b, x, target)
    return tape.gradient(loss, w).numpy(), float(tape.gradient(loss, b))


def curvature(x):
    x = tf.Variable(x, dtype="float32")
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            height = wave(x)
        slope = inner.gradient(height, x)
    return outer.gradient(slope, x)

# %% differences
def slopes(w, step):
    def along(i):
        for sign in (1, -1):
            moved = [float(each) for each in w]
            moved[i] += sign * step
            yield hill(np.array(moved))

    return [(up - down) / (2 * step) for up, down in (along(i) for i in range(len(w)))]
