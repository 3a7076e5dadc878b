# mistake: misspelt-name
# cell: 4
# line: 5

# %%
import keras, numpy as np
(tr_x, tr_y), (te_x, te_y) = keras.datasets.mnist.load_data()
tr_x, te_x = [a.reshape(-1, 784) / np.float32(255) for a in (tr_x, te_x)]
# %%
net = keras.models.Sequential()
net.add(keras.layers.Dense(32, activation="relu"))
net.add(keras.layers.Dense(10, activation="softmax"))
net.compile(loss="sparse_categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
net.fit(tr_x, tr_y, batch_size=256, epochs=1, verbose=0)
# %%
test_loss, test_accuracy = net.evaluate(te_x, te_y, verbose=0)
# %%
# 보고서 출력
report = (
    "결과\n"
    f"  손실    : {test_loss:.4f}\n"
    f"  정확도  : {test_acuracy:.2%}\n"
    f"  파라미터: {net.count_params():,}\n"
)
print(report)
