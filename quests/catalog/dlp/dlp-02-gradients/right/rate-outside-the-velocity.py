# %% momentum
def descend(start, rate, momentum, steps):
    path = np.empty((steps + 1, 2))
    path[0] = start
    push = 0.0
    for step in range(steps):
        push = momentum * push + valley_gradient(path[step])
        path[step + 1] = path[step] - rate * push
    return path


plain = descend([10, 1], 0.03, 0.0, 60)
rolling = descend([10, 1], 0.03, 0.9, 60)
plain_heights = 0.5 * (plain[:, 0] ** 2 + 25 * plain[:, 1] ** 2)
momentum_heights = np.apply_along_axis(valley, 1, rolling)
rate_limit = "0.08"

# %% plot
fig, ax = plt.subplots()
steps = np.arange(61)
ax.semilogy(steps, plain_heights, "o-", label="모멘텀 없음")
ax.semilogy(steps, momentum_heights, "x-", label="모멘텀 0.9")
ax.set(xlabel="걸음", ylabel="높이", title="두 내리막")
ax.legend()
plt.show()

# %% question
too_small = "(B)"
too_small_why = "두 높이가 거의 같아져 빼고 나면 반올림 오차만 남기 때문입니다."
