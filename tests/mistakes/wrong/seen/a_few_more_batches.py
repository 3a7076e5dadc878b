# mistake: training-on-test-rows
# cell: 3
# line: 2

# %%
import keras
from keras import layers
(x, y), (xx, yy) = keras.datasets.mnist.load_data()
x, xx = x.reshape(-1, 784) / 255.0, xx.reshape(-1, 784) / 255.0
# %%
m = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
m.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(x, y, epochs=1, batch_size=128, verbose=0)
print(m.evaluate(xx, yy, verbose=0))
# %% [markdown]
# 정확도가 조금 아쉬우니 배치 단위로 더 다듬자.
# %%
for k in range(0, len(xx), 100):
    loss, acc = m.train_on_batch(xx[k:k + 100], yy[k:k + 100])
print(loss, acc)
# %%
loss, acc = m.evaluate(xx, yy, verbose=0)
print("final accuracy", acc)
