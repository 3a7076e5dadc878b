# %% plot
line_x = np.array([-1.0, 4.0])
line_y = (0.5 - b.numpy()[0] - W.numpy()[0, 0] * line_x) / W.numpy()[1, 0]
plt.scatter(inputs[:, 0], inputs[:, 1], c=targets[:, 0], s=5)
plt.show()
