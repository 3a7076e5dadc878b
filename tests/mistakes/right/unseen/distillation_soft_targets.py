# %%
import keras, numpy as np
from keras import layers, losses, optimizers

np.random.seed(4)
K_, D = 4, 10
centre = np.random.randn(K_, D)
target = np.random.randint(K_, size=1000)
data = centre[target] + np.random.randn(1000, D)
tr, te = np.arange(0, 800), np.arange(800, 1000)

# %% [markdown]
# **Teacher**: wide, learns from the labels. **Student**: narrow, learns from what the teacher says (probabilities).

# %%
teacher = keras.Sequential([layers.Dense(128, "relu"), layers.Dense(128, "relu"), layers.Dense(K_, "softmax")], name="teacher")
teacher.compile(optimizers.Adam(0.003), losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
teacher.fit(data[tr], target[tr], epochs=4, verbose=0)

soft = teacher.predict(data[tr], verbose=0)
print(soft[0], soft.sum(1)[:3])

# %%
student = keras.Sequential([layers.Dense(6, "relu"), layers.Dense(K_, "softmax")], name="student")
student.compile(optimizers.Adam(0.01), losses.KLDivergence(), metrics=["categorical_accuracy"])
student.fit(data[tr], soft, epochs=8, verbose=0)

# %%
def share_right(model):
    return (model.predict(data[te], verbose=0).argmax(1) == target[te]).mean()

for each in (teacher, student):
    print(each.name, each.count_params(), share_right(each))
ensemble = 0.5 * (teacher.predict(data[te], verbose=0) + student.predict(data[te], verbose=0))
print("both together", (ensemble.argmax(1) == target[te]).mean())
