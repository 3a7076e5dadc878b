# mistake: softmax-over-one-unit
# place: 2:4
# place: 2:5

# %%
import keras, numpy as np
from keras.layers import Input, Dense, Activation
rng = np.random.default_rng(8)
clients = rng.normal(size=(500, 7)).astype("float32")
left_us = (clients @ rng.normal(size=7) > 0.3).astype("float32")
# %%
i = Input((7,))
t = Dense(20)(i)
t = Activation("relu")(t)
t = Dense(1)(t)
t = Activation("softmax")(t)
churn = keras.Model(i, t, name="churn")
churn.summary()
# %%
churn.compile(loss=keras.losses.BinaryCrossentropy(), optimizer="adam", metrics=["accuracy"])
churn.fit(clients[:400], left_us[:400], epochs=3, verbose=0)
# %%
p = churn.predict(clients[400:], verbose=0)
print("떠날 확률 평균", p.mean())
