# mistake: misspelt-layer
# cell: 1
# line: 2
# %%
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Conv2D, MaxPoling2D, Flatten
# %%
model = Sequential()
model.add(Conv2D(8, (3, 3), activation="relu"))
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
# %%
model.compile("rmsprop", "sparse_categorical_crossentropy")
