# %%
import numpy as np
import keras
from keras.layers import Conv2D, Conv2DTranspose, Input
from keras.utils import set_random_seed

set_random_seed(12)

def draw(n, size=16, seed=0):
    g = np.random.default_rng(seed)
    img = g.random((n, size, size, 1)) * 0.5
    mask = np.zeros((n, size, size), dtype=np.int32)
    for k in range(n):
        r, c, s = *g.integers(1, size - 7, 2), g.integers(3, 6)
        cls = g.integers(1, 3)
        img[k, r:r + s, c:c + s, 0] += 0.35 if cls == 1 else 0.5
        mask[k, r:r + s, c:c + s] = cls
    return img.astype("float32"), mask

x_train, m_train = draw(300, seed=1)
x_val, m_val = draw(60, seed=2)
x_test, m_test = draw(60, seed=3)

# %% [markdown]
# 픽셀마다 세 클래스 (배경, 어두운 사각형, 밝은 사각형)

# %%
inputs = Input(x_train.shape[1:])
down = Conv2D(16, 3, strides=2, padding="same", activation="relu")(inputs)
down = Conv2D(32, 3, padding="same", activation="relu")(down)
up = Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu")(down)
up = keras.layers.Concatenate()([up, inputs])
outputs = Conv2D(3, 3, padding="same", activation="softmax")(up)
unet = keras.Model(inputs, outputs)
assert unet.output_shape == (None, 16, 16, 3)

# %%
unet.compile(optimizer=keras.optimizers.Adam(0.005), loss="sparse_categorical_crossentropy",
             metrics=[keras.metrics.MeanIoU(num_classes=3, sparse_y_pred=False, name="iou")])
h = unet.fit(x_train, m_train, epochs=10, batch_size=30, validation_data=(x_val, m_val), verbose=0)
print("val IoU", np.round(h.history["val_iou"], 2))

# %%
print(unet.evaluate(x_test, m_test, verbose=0, return_dict=True))
