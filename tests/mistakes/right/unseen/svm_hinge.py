# %% [markdown]
# 힌지 손실로 SVM 흉내내기 (라벨은 -1과 +1)

# %%
import numpy as np
import keras
import matplotlib.pyplot as plt

rng = np.random.default_rng(15)
x = rng.normal(size=(500, 2))
side = np.sign(x[:, 0] + 2 * x[:, 1] + 0.3)
x += 0.25 * side[:, None]
x_tr, side_tr, x_te, side_te = x[::2], side[::2], x[1::2], side[1::2]     # 짝수 행 / 홀수 행

# %%
svm = keras.Sequential([keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(1e-3))])
svm.compile(optimizer=keras.optimizers.SGD(0.1), loss="hinge")
h = svm.fit(x_tr, side_tr, epochs=15, batch_size=25, verbose=0)
print(h.history["loss"][0], "->", h.history["loss"][-1])

# %%
f = svm.predict(x_te, verbose=0)[:, 0]
print("정확도", np.mean(np.sign(f) == side_te))
(w1, w2), bias = svm.get_weights()[0][:, 0], svm.get_weights()[1][0]
line = np.linspace(-3, 3)
for s, marker in ((-1, "o"), (1, "x")):
    plt.scatter(*x_te[side_te == s].T, marker=marker, label=f"class {s:+d}")
plt.plot(line, -(w1 * line + bias) / w2, "k-", label="boundary")
plt.ylim(-4, 4)
plt.xlabel("$x_1$"); plt.ylabel("$x_2$")
plt.legend(); plt.show()
