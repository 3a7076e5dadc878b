# mistake: older-edition
# cell: 3
# line: 2

# %%
import numpy as np
import matplotlib.pyplot as plt
from keras.datasets import imdb
from keras import models, layers

(train_data, train_labels), _ = imdb.load_data(num_words=1000)
x_train = np.zeros((len(train_data), 1000), dtype='float32')
for i, sequence in enumerate(train_data):
    x_train[i, sequence] = 1.
y_train = np.asarray(train_labels).astype('float32')

# %%
model = models.Sequential()
model.add(layers.Dense(16, activation='relu', input_shape=(1000,)))
model.add(layers.Dense(16, activation='relu'))
model.add(layers.Dense(1, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['accuracy'])
history = model.fit(x_train, y_train, epochs=4, batch_size=512, validation_split=0.4, verbose=0)

# %% [markdown]
# ## 훈련 정확도와 검증 정확도

# %%
history_dict = history.history
acc = history_dict['acc']
val_acc = history_dict['val_acc']
epochs = range(1, len(acc) + 1)
plt.plot(epochs, acc, 'bo', label='Training acc')
plt.plot(epochs, val_acc, 'b', label='Validation acc')
plt.title('Training and validation accuracy')
plt.xlabel('Epochs')
plt.ylabel('Accuracy')
plt.legend()
plt.show()
