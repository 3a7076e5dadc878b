# %% plot
plt.plot(plain_heights)
plt.plot(momentum_heights)
plt.yscale("log")
plt.show()
