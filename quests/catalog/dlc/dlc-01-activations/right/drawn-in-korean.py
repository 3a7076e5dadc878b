# %% plot
그림, 축 = plt.subplots()
for 이름, 함수 in [("시그모이드", sigmoid), ("tanh", tanh), ("ReLU", relu)]:
    점 = np.arange(-8, 8.01, 0.1)
    축.plot(점, 함수(점), "--", label=이름)
축.set(xlabel="입력", ylabel="출력", title="활성화 함수")
축.legend()
plt.show()

# %% plot-slopes
x = np.linspace(-6, 6, 121)
_, axes = plt.subplots(1, 1)
axes.scatter(x, sigmoid_slope(x), s=4, label="sigmoid")
axes.scatter(x, tanh_slope(x), s=4, label="tanh")
axes.scatter(x, relu_slope(x), s=4, label="ReLU")
axes.set_xlabel("x")
axes.set_ylabel("dy/dx")
axes.set_title("Slopes")
axes.legend()
plt.show()

# %% dead
revives = "B"
revives_why = "Below 0 a leaky ReLU still has a slope, so the weights move again."


def dead_units(inputs, weights, biases):
    return relu(inputs @ weights + biases).max(axis=0) == 0
