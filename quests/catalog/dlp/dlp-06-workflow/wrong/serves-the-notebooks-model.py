# %% export
model.save("model.keras")


def serve(batch, path="bikes.keras"):
    rows = np.array([[question[name] for name in COLUMNS[:7]] for question in batch], dtype="float32")
    return [max(0, round(float(answer))) for answer in model.predict(rows, verbose=0)[:, 0]]
