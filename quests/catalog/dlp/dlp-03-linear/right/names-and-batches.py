# %% parameters
initial = np.random.default_rng(0).normal(0, 0.1, (2, 1)).astype("float32")
W = tf.Variable(initial, name="W")
b = tf.Variable([0.0])

# %% model-and-loss
def model(rows):
    return rows @ W + b


def square_loss(y_true, y_pred):
    return tf.math.reduce_mean((y_pred - y_true) ** 2)

# %% step
@tf.function
def training_step(x, y):
    with tf.GradientTape() as tape:
        loss = square_loss(y, model(x))
    for variable, gradient in zip([W, b], tape.gradient(loss, [W, b])):
        variable.assign_add(-learning_rate * gradient)
    return loss

# %% train
losses = []
for epoch in range(20):
    for start in range(0, 1000, 200):
        batch = slice(start, start + 200)
        losses.append(training_step(tf.constant(inputs[batch]), tf.constant(targets[batch])).numpy())


def classify(rows):
    return tf.cast(model(rows) >= 0.5, "float32")

# %% plot
line_x = [-2, 5]
(w0,), (w1,) = W.numpy()
line_y = [(0.5 - float(b[0]) - w0 * x) / w1 for x in line_x]
fig, ax = plt.subplots()
for kind in (0, 1):
    rows = inputs[targets[:, 0] == kind]
    ax.scatter(*rows.T, label=f"씨앗 {kind}")
ax.plot(line_x, line_y, "k--", label="경계")
ax.set(xlabel="길이", ylabel="너비")
ax.legend()
plt.show()
