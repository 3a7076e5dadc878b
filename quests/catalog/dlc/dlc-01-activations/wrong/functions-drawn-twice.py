# %% plot-slopes
for function in [sigmoid, tanh, relu]:
    plt.plot(x, function(x), label=function.__name__)
plt.xlabel("input")
plt.ylabel("slope")
plt.title("Slopes")
plt.legend()
plt.show()
