# mistake: tf-keras-against-keras
# cell: 1
# line: 1
# %%
from tensorflow.python.keras.models import Sequential
from keras.layers import Dense, Flatten
# %%
# 모델 만들기
model = Sequential()
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
