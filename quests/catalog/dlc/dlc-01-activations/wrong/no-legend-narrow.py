# %% plot
x = np.linspace(-2, 2, 200)
plt.plot(x, sigmoid(x))
plt.plot(x, tanh(x))
plt.plot(x, relu(x))
plt.show()
