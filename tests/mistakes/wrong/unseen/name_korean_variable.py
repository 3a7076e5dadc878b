# mistake: misspelt-name
# cell: 3
# line: 4

# %%
import numpy as np
import keras

난수 = np.random.default_rng(1)
입력 = 난수.normal(size=(300, 4)).astype("float32")
정답 = (입력.sum(axis=1) > 0).astype("float32")

# %%
model = keras.Sequential([
    keras.layers.Dense(12, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
결과 = model.fit(입력, 정답, epochs=4, validation_split=0.2, verbose=0)

# %%
훈련_손실 = 결과.history["loss"]
검증_손실 = 결과.history["val_loss"]
print("훈련:", 훈련_손실[-1])
print("검증:", 검증손실[-1])
