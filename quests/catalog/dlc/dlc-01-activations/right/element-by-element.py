# %% functions
import math


def one_sigmoid(value):
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def each(function, x):
    return np.array([function(value) for value in x.ravel()]).reshape(x.shape)


def sigmoid(x):
    return each(one_sigmoid, x)


def tanh(x):
    return each(lambda value: 2 * one_sigmoid(2 * value) - 1, x)


def relu(x):
    return each(lambda value: max(value, 0), x)

# %% slopes
def sigmoid_slope(x):
    return sigmoid(x) * (1 - sigmoid(x))


def tanh_slope(x):
    return 1 - tanh(x) ** 2


def relu_slope(x):
    return (x > 0).astype("float32")

# %% dead
revives = "리키 ReLU"
revives_why = "리키 ReLU는 0 아래에서도 기울기가 있어 가중치가 다시 움직이기 때문입니다."


def dead_units(inputs, weights, biases):
    units = weights.shape[1]
    dead = np.ones(units, dtype=bool)
    for unit in range(units):
        for row in inputs:
            if row @ weights[:, unit] + biases[unit] > 0:
                dead[unit] = False
    return dead
