# %% [markdown]
# # 여러 개의 태그
# 한 글에 태그가 여러 개일 수 있으므로 softmax가 아니라 sigmoid 5개를 쓴다.

# %%
import numpy as np
from tensorflow import keras

vocabulary, num_tags, num_samples = 200, 5, 1000
rs = np.random.RandomState(11)
tag_words = rs.rand(num_tags, vocabulary) < 0.05
tags = (rs.rand(num_samples, num_tags) < 0.3).astype("int")
rate = 0.02 + 0.5 * (tags @ tag_words > 0)
bags = (rs.rand(num_samples, vocabulary) < rate).astype("float32")
print("글 하나의 태그 수 평균:", tags.sum(axis=1).mean())

# %%
inputs = keras.layers.Input(shape=(vocabulary,), name="bag")
features = keras.layers.Dense(32, activation="relu")(inputs)
features = keras.layers.Dropout(0.3)(features)
outputs = keras.layers.Dense(num_tags, activation="sigmoid", name="tags")(features)
model = keras.Model(inputs=inputs, outputs=outputs)

# %%
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[keras.metrics.BinaryAccuracy()])
model.fit(bags[:800], tags[:800], epochs=10, batch_size=32, validation_split=0.1, verbose=0)

# %%
probs = model.predict(bags[800:], verbose=0)
guess = (probs > 0.5).astype("int")
for t in range(num_tags):
    hit = (guess[:, t] == tags[800:, t]).mean()
    print(f"태그 {t}: {hit:.3f}")
print("모두 맞은 글:", (guess == tags[800:]).all(axis=1).mean())
