# mistake: older-edition
# cell: 3
# line: 2
# %%
import numpy as np
import tensorflow as tf
# %%
model = tf.keras.Sequential([tf.keras.layers.Dense(3, activation="softmax")])
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(np.ones((9, 4)), np.arange(9) % 3, verbose=0)
# %%
x_new = np.zeros((2, 4))
print(model.predict_classes(x_new))
