# mistake: softmax-over-one-unit
# cell: 2
# line: 3

# %%
import numpy as np
from keras.models import Sequential
from keras.layers import Dense

rng = np.random.default_rng(404)
age = rng.uniform(20, 70, 500)
pressure = rng.normal(120, 15, 500)
ill = ((age - 45) / 15 + (pressure - 120) / 15 + rng.normal(0, 0.5, 500) > 0).astype(int)
X = np.column_stack([age, pressure])
train, test = X[:400], X[400:]
m, s = train.mean(axis=0), train.std(axis=0)
train, test = (train - m) / s, (test - m) / s

# %% [markdown]
# 환자인지 아닌지 두 가지로 분류하므로 확률을 출력한다.

# %%
clf = Sequential()
clf.add(Dense(8, activation='relu'))
clf.add(Dense(units=1, activation='softmax'))
clf.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
clf.fit(train, ill[:400], epochs=5, batch_size=20, verbose=0)
print('정확도: %.3f' % clf.evaluate(test, ill[400:], verbose=0)[1])
