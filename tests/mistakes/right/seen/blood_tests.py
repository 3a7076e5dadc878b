# %% [markdown]
# # Blood tests
# Every row is one patient's test results; we predict who is ill.
# %%
import numpy as np
import keras
from keras import layers
rng = np.random.default_rng(28)
tests = rng.lognormal(1, 0.5, (500, 8)).astype("float32")
ill = (np.log(tests) @ rng.normal(size=8) > 0.4).astype("float32")
# %%
known, new = np.s_[:380], np.s_[380:]
x_test_results = tests[known]
y_test_results = ill[known]
mean = x_test_results.mean(axis=0)
std = x_test_results.std(axis=0)
x_test_results = (x_test_results - mean) / std
new_patients = (tests[new] - mean) / std
# %%
doctor = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dropout(0.2), layers.Dense(1, activation="sigmoid")])
doctor.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
doctor.fit(x_test_results, y_test_results, epochs=6, batch_size=20, validation_split=0.2, verbose=0)
# %%
print("새 환자 정확도:", doctor.evaluate(new_patients, ill[new], verbose=0)[1])
