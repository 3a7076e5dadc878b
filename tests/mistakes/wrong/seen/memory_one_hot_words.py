# mistake: float64-memory
# cell: 2
# line: 5
# memory_mb: 1200
# %%
import numpy as np
from keras.datasets import reuters
(x, y), _ = reuters.load_data(num_words=10000)
# %%
max_words = 10000
max_length = 80
samples = x[:1000]
# 단어 하나하나를 원-핫 벡터로
one_hot = np.zeros(shape=(len(samples), max_length, max_words))
for i, sample in enumerate(samples):
    for j, word in enumerate(sample[:max_length]):
        one_hot[i, j, word] = 1
one_hot = one_hot + 0.0
# %%
print(one_hot.shape)
