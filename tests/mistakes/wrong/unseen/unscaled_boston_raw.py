# mistake: data-not-scaled
# place: 1:5
# place: 3:2

# %%
from keras.datasets import boston_housing
import keras
from keras import layers

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
print(train_data.shape, test_data.shape)
print(train_data[0])

# %%
def build_model():
    model = keras.Sequential([
        layers.Dense(64, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(1),
    ])
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model

# %%
model = build_model()
model.fit(train_data, train_targets, epochs=10, batch_size=16, verbose=0)
mse, mae = model.evaluate(test_data, test_targets)
print("평균", mae, "천 달러 차이")
