# %% [markdown]
# A multilayer perceptron the JAX way, but with plain NumPy: parameters are a tree (list of dicts),
# all functions are pure and return new parameters.

# %%
import numpy as np
from functools import partial

def init_mlp(key, sizes):
    r = np.random.default_rng(key)
    return [
        {"w": r.normal(0, np.sqrt(2 / m), (m, n)), "b": np.zeros(n)}
        for m, n in zip(sizes[:-1], sizes[1:])
    ]

def tree_map(f, *trees):
    first = trees[0]
    if isinstance(first, dict):
        return {k: tree_map(f, *(t[k] for t in trees)) for k in first}
    if isinstance(first, (list, tuple)):
        return [tree_map(f, *branch) for branch in zip(*trees)]
    return f(*trees)

# %%
def forward(params, x):
    activations = [x]
    *hidden, last = params
    for p in hidden:
        x = np.maximum(x @ p["w"] + p["b"], 0)
        activations.append(x)
    return x @ last["w"] + last["b"], activations

def log_softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))

def loss_and_grad(params, batch):
    x, y = batch
    logits, acts = forward(params, x)
    logp = log_softmax(logits)
    onehot = np.eye(logits.shape[1])[y]
    loss = -(onehot * logp).sum(1).mean()
    delta = (np.exp(logp) - onehot) / len(x)
    grads = []
    for p, a in zip(params[::-1], acts[::-1]):
        grads.append({"w": a.T @ delta, "b": delta.sum(0)})
        delta = (delta @ p["w"].T) * (a > 0)
    return loss, grads[::-1]

# %%
def momentum_init(params):
    return tree_map(np.zeros_like, params)

def momentum_step(params, velocity, grads, lr=0.1, beta=0.9):
    velocity = tree_map(lambda v, g: beta * v - lr * g, velocity, grads)
    return tree_map(np.add, params, velocity), velocity

# %%
key = 0
rng = np.random.default_rng(key)
centers = rng.normal(0, 2, (4, 5))
labels = rng.integers(0, 4, 800)
inputs = centers[labels] + rng.normal(0, 1, (800, 5))
train, test = (inputs[:600], labels[:600]), (inputs[600:], labels[600:])

params = init_mlp(key + 1, [5, 32, 32, 4])
velocity = momentum_init(params)
step = partial(momentum_step, lr=0.05)

for epoch in range(10):
    order = rng.permutation(600)
    for idx in np.split(order, 12):
        loss, grads = loss_and_grad(params, (train[0][idx], train[1][idx]))
        params, velocity = step(params, velocity, grads)
    print(epoch, float(loss))

# %%
# check one derivative by differences
eps = 1e-5
bumped = tree_map(np.copy, params)
bumped[0]["w"][0, 0] += eps
l0, g0 = loss_and_grad(params, train)
l1, _ = loss_and_grad(bumped, train)
print((l1 - l0) / eps, g0[0]["w"][0, 0])

# %%
guess = forward(params, test[0])[0].argmax(1)
print("accuracy", (guess == test[1]).mean())
