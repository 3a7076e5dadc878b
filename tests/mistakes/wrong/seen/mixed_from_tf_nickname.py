# mistake: tf-keras-against-keras
# cell: 1
# line: 3
# %%
import numpy as np
import tensorflow as tf
from tf.keras import layers
# %%
d = layers.Dense(3)
