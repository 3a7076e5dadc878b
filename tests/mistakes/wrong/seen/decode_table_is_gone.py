# mistake: name-from-deleted-cell
# cell: 3
# line: 3

# %% [markdown]
# # Reading the reviews again
# %%
import numpy as np
from keras.datasets import imdb
(train_data, train_labels), _ = imdb.load_data(num_words=10000)
print(max(max(s) for s in train_data))
# %%
lengths = [len(s) for s in train_data]
print("평균 길이", np.mean(lengths))
# %%
def decode(sequence):
    # 0, 1, 2 are reserved for padding, start and unknown
    return " ".join(reverse_word_index.get(i - 3, "?") for i in sequence)

for label, review in zip(train_labels[:3], train_data[:3]):
    print(label, decode(review[:20]))
# %%
positive = np.mean(train_labels)
print(f"{positive:.0%} positive")
