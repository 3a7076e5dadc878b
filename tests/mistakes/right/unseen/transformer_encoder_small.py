# %% [markdown]
# A Transformer encoder with positions: is the largest number in the first half or in the second?

# %%
import numpy as np
import keras
from keras import layers, ops

class PositionalEmbedding(layers.Layer):
    def __init__(self, sequence_length, input_dim, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.token_embeddings = layers.Embedding(input_dim, output_dim)
        self.position_embeddings = layers.Embedding(sequence_length, output_dim)
        self.sequence_length = sequence_length

    def call(self, inputs):
        positions = ops.arange(self.sequence_length)
        return self.token_embeddings(inputs) + self.position_embeddings(positions)


class TransformerEncoder(layers.Layer):
    def __init__(self, embed_dim, dense_dim, num_heads, **kwargs):
        super().__init__(**kwargs)
        self.attention = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.dense_proj = keras.Sequential([layers.Dense(dense_dim, activation="relu"), layers.Dense(embed_dim)])
        self.layernorm_1 = layers.LayerNormalization()
        self.layernorm_2 = layers.LayerNormalization()

    def call(self, inputs):
        attended = self.attention(inputs, inputs)
        x = self.layernorm_1(inputs + attended)
        return self.layernorm_2(x + self.dense_proj(x))

# %%
length, vocabulary = 8, 20
rng = np.random.default_rng(2)
tokens = np.stack([rng.permutation(vocabulary)[:length] for _ in range(1200)])
second_half = (tokens.argmax(axis=1) >= length // 2).astype("float32")

# %%
inputs = keras.Input(shape=(length,), dtype="int64")
x = PositionalEmbedding(length, vocabulary, 16)(inputs)
x = TransformerEncoder(16, 32, 2)(x)
x = layers.GlobalMaxPooling1D()(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
model.fit(tokens[:900], second_half[:900], epochs=6, batch_size=50, validation_split=0.1, verbose=0)

# %%
print(model.evaluate(tokens[900:], second_half[900:], verbose=0))
