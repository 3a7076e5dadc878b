# %% export
model.save("bikes.keras")


def serve(batch, path="bikes.keras"):
    served = keras.models.load_model(path)
    rows = np.array([[question[name] for name in COLUMNS[:7]] for question in batch], dtype="float32")
    return served.predict(rows, verbose=0)[:, 0].tolist()

# %% [markdown] plan
# The model is good. We will use it from now on.
#
# ---
#
# 모델이 좋습니다. 앞으로 사용하겠습니다.
