# %% plot
line_x = np.linspace(-1, 4, 50)
line_y = (-b.numpy()[0] - W.numpy()[0, 0] * line_x) / W.numpy()[1, 0]
plt.scatter(inputs[:, 0], inputs[:, 1], c=targets[:, 0], s=5)
plt.plot(line_x, line_y, "-r")
plt.xlabel("length")
plt.ylabel("width")
plt.show()
