# %% [markdown]
# # 과대적합 줄이기
# 같은 데이터, 세 가지 모델: 원래 것, 작은 것, 드롭아웃 + L2

# %%
from tensorflow.keras.datasets import imdb
from tensorflow.keras import regularizers
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np
import matplotlib.pyplot as plt

(train_data, train_labels), _ = imdb.load_data(num_words=10000)

def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

train_data = vectorize_sequences(train_data[:1000])
train_labels = train_labels[:1000]

# %%
models = {
    "original": keras.Sequential([
        layers.Dense(16, activation="relu"),
        layers.Dense(16, activation="relu"),
        layers.Dense(1, activation="sigmoid")]),
    "smaller": keras.Sequential([
        layers.Dense(4, activation="relu"),
        layers.Dense(1, activation="sigmoid")]),
    "dropout and L2": keras.Sequential([
        layers.Dense(16, kernel_regularizer=regularizers.l2(0.002), activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(1, activation="sigmoid")]),
}

# %%
histories = {}
for name, model in models.items():
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    histories[name] = model.fit(train_data, train_labels, epochs=4, batch_size=128, validation_split=0.4, verbose=0)
    print(name, "끝")

# %%
for (name, history), color in zip(histories.items(), "bgr"):
    val_loss = history.history["val_loss"]
    plt.plot(range(1, len(val_loss) + 1), val_loss, color + "-o", label=name)
plt.xlabel("Epochs")
plt.ylabel("Validation loss")
plt.title("Three models")
plt.legend()
plt.show()
