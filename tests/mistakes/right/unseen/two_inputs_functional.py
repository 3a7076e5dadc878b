# %% [markdown]
# # Support tickets
# Title (multi-hot) and department (one-hot) go in; priority and the team come out.

# %%
import numpy as np
import keras
from keras import layers

num_samples, vocabulary_size, num_departments, num_teams = 800, 60, 4, 3
rng = np.random.default_rng(17)
title_data = rng.integers(0, 2, size=(num_samples, vocabulary_size)) * (rng.random((num_samples, vocabulary_size)) < .3)
dep = rng.integers(0, num_departments, num_samples)
department_data = np.eye(num_departments)[dep]
urgent = title_data[:, :5].sum(1)
priority_data = np.clip(0.2 + 0.2 * urgent + 0.1 * dep, 0, 1)[:, None]
team_data = ((dep + title_data[:, 10]) % num_teams)
print(title_data.shape, department_data.shape, priority_data.shape, team_data.shape)

# %%
title = keras.Input(shape=(vocabulary_size,), name="title")
department = keras.Input(shape=(num_departments,), name="department")
features = layers.Concatenate()([title, department])
features = layers.Dense(32, activation="relu")(features)
priority = layers.Dense(1, activation="sigmoid", name="priority")(features)
team = layers.Dense(num_teams, activation="softmax", name="team")(features)
model = keras.Model(inputs=[title, department], outputs=[priority, team])
model.compile(optimizer=keras.optimizers.Adam(0.01),
              loss=["mean_squared_error", "sparse_categorical_crossentropy"],
              metrics=[["mean_absolute_error"], ["accuracy"]])

# %%
n = 640
history = model.fit([title_data[:n], department_data[:n]], [priority_data[:n], team_data[:n]],
                    epochs=8, batch_size=32, verbose=0, validation_split=0.1)
print(list(history.history))

# %%
print(model.evaluate([title_data[n:], department_data[n:]], [priority_data[n:], team_data[n:]], verbose=0))
priority_preds, team_preds = model.predict([title_data[n:], department_data[n:]], verbose=0)
print(priority_preds[:3].ravel(), team_preds[:3].argmax(axis=-1))
