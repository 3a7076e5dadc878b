# mistake: misspelt-attribute
# cell: 3
# line: 4

# %%
import keras
from keras.layers import Dense
import numpy as np

N = 300
rs = np.random.RandomState(4)
X = rs.randn(N, 5).astype('float32')
w = np.array([1.0, -2.0, 0.5, 0.0, 3.0])
Y = (X @ w > 0).astype('int32')

# %%
X_train, X_test = X[:240], X[240:]
Y_train, Y_test = Y[:240], Y[240:]

# %%
clf = keras.Sequential([Dense(8, activation='relu'), Dense(1, activation='sigmoid')])
clf.compile('rmsprop', 'binary_crossentropy', metrics=['accuracy'])
clf.fit(X_train, Y_train, epochs=5, batch_size=20, verbose=0)
loss, acc = clf.evalute(X_test, Y_test)
print('acc', acc)
