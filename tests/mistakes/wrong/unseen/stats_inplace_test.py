# mistake: scaled-with-test-statistics
# place: 2:2
# place: 2:3
# place: 2:4
# place: 2:5

# %%
import keras
from keras.datasets import boston_housing

(tr, tr_y), (te, te_y) = boston_housing.load_data()

mean = tr.mean(axis=0)
tr -= mean
std = tr.std(axis=0)
tr /= std

# %%
# 테스트 데이터도 같은 방법으로
mean = te.mean(axis=0)
te -= mean
std = te.std(axis=0)
te /= std
print(te.mean().round(3), te.std().round(3))

# %%
net = keras.Sequential()
net.add(keras.layers.Dense(32, activation="relu"))
net.add(keras.layers.Dense(32, activation="relu"))
net.add(keras.layers.Dense(1))
net.compile(optimizer="adam", loss="mse", metrics=["mae"])
net.fit(tr, tr_y, batch_size=16, epochs=10, verbose=0)
print(net.evaluate(te, te_y, verbose=0)[1])
