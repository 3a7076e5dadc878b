# mistake: shape-mismatch
# place: 2:2
# place: 4:2

# %%
import numpy as np
from keras.datasets import reuters
from keras import models, layers
from keras.utils import to_categorical

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=2000)

def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension), dtype='float32')
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

# %%
x_train = vectorize_sequences(train_data, dimension=2000)
x_test = vectorize_sequences(test_data)
y_train = to_categorical(train_labels)
y_test = to_categorical(test_labels)

# %%
model = models.Sequential()
model.add(layers.Dense(64, activation='relu'))
model.add(layers.Dense(64, activation='relu'))
model.add(layers.Dense(46, activation='softmax'))
model.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=2, batch_size=256, validation_split=0.2)

# %%
# 테스트 데이터로 평가
results = model.evaluate(x_test, y_test)
print(results)
