# %% plot
x = np.arange(-6, 7, 2)
plt.plot(x, sigmoid(x), label="sigmoid")
plt.plot(x, tanh(x), label="tanh")
plt.plot(x, relu(x), label="relu")
plt.xlabel("input")
plt.ylabel("output")
plt.title("Activations")
plt.legend()
plt.show()

# %% plot-slopes
x = np.linspace(-6, 6, 200)
for slope in [sigmoid_slope, tanh_slope, relu_slope]:
    plt.plot(x, slope(x), label=slope.__name__)
plt.xlabel("input")
plt.ylabel("slope")
plt.title("Slopes")
plt.legend()
plt.show()
