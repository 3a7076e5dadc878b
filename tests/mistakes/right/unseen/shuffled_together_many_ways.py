# %% [markdown]
# 입력과 라벨을 같이 섞는 여러 방법

# %%
import numpy as np
import tensorflow as tf
import keras

gen = np.random.default_rng(10)
label = np.repeat(np.arange(3), 200)            # 정렬되어 있어서 꼭 섞어야 한다
point = gen.normal(size=(600, 4)) + 2 * np.eye(4)[label]

# %%
# 1) 하나의 순열
order = gen.permutation(600)
p1, l1 = point[order], label[order]

# 2) 색인을 섞기
index = np.arange(600)
np.random.shuffle(index)
p2, l2 = np.take(point, index, axis=0), np.take(label, index)

# 3) 같은 씨앗으로 두 번
p3, l3 = point.copy(), label.copy()
np.random.seed(99); np.random.shuffle(p3)
np.random.seed(99); np.random.shuffle(l3)

# 4) 상태를 되돌리기
state = np.random.get_state()
p4 = np.random.permutation(point)
np.random.set_state(state)
l4 = np.random.permutation(label)

# 5) 붙여서 섞고 다시 나누기
glued = np.hstack([point, label[:, None]])
gen.shuffle(glued)
p5, l5 = glued[:, :-1], glued[:, -1].astype(int)

# 6) 텐서플로
o = tf.random.shuffle(tf.range(600), seed=4)
p6, l6 = tf.gather(point, o).numpy(), tf.gather(label, o).numpy()

# %%
def nearest(p):
    return np.argmin(((p[:, None] - 2 * np.eye(4)[:3]) ** 2).sum(-1), axis=1)

for i, (p, l) in enumerate([(p1, l1), (p2, l2), (p3, l3), (p4, l4), (p5, l5), (p6, l6)], start=1):
    print(i, np.mean(nearest(p) == l))

# %%
scores = []
for p, l in [(p1, l1), (p3, l3), (p6, l6)]:
    m = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(3, "softmax")])
    m.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy", metrics=["accuracy"])
    m.fit(p[:400], l[:400], epochs=4, verbose=0, validation_data=(p[400:500], l[400:500]))
    scores.append(m.evaluate(p[500:], l[500:], verbose=0)[1])
scores
