# %% train
losses = []
while len(losses) < 40 or losses[-2] - losses[-1] > 1e-4:
    losses.append(float(training_step(inputs, targets)))


def classify(inputs):
    predictions = model(inputs)
    return tf.abs(predictions - 1) < tf.abs(predictions)

# %% plot
line_x = tf.linspace(-1.0, 4.0, 20)
line_y = (0.5 - b - W[0] * line_x) / W[1]
plt.plot(inputs[targets[:, 0] == 0, 0], inputs[targets[:, 0] == 0, 1], ".")
plt.plot(inputs[targets[:, 0] == 1, 0], inputs[targets[:, 0] == 1, 1], ".")
plt.plot(line_x, line_y)
plt.xlabel("x")
plt.ylabel("y")
plt.show()
