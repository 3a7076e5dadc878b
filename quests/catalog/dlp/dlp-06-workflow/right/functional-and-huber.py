# %% frame
usable = ("last_week", "wind", "rain", "temperature", "holiday", "weekday", "hour")
measure = "MAE"
why_measure = "자전거 대수로 읽히고, 두 배로 틀리면 손해도 두 배이며, 남고 모자라는 쪽을 똑같이 다루기 때문입니다."

# %% model
from keras import layers

keep = [COLUMNS.index(name) for name in COLUMNS if name in usable]
past_x, later_x = past_table[:, keep], later_table[:, keep]
cut = len(past_x) - 720
scaling = layers.Normalization(axis=-1, mean=past_x[:cut].mean(axis=0), variance=past_x[:cut].var(axis=0))
rows = keras.Input((7,), name="hours")
x = layers.Dense(48, activation="gelu")(scaling(rows))
x = layers.Dropout(0.05)(layers.Dense(48, activation="gelu")(x))
model = keras.Model(rows, layers.Dense(1, activation="linear")(x))
model.compile("adam", loss=keras.losses.Huber(delta=20.0), metrics=[keras.metrics.MeanAbsoluteError(name="mae")])
model.fit(
    past_x[:cut],
    past_rentals[:cut, None],
    validation_data=(past_x[cut:], past_rentals[cut:, None]),
    epochs=30,
    callbacks=[keras.callbacks.EarlyStopping(patience=6, restore_best_weights=True)],
    verbose=0,
)
test_mae = model.evaluate(later_x, later_rentals[:, None], return_dict=True, verbose=0)["mae"]

# %% export
import pathlib

keras.saving.save_model(model, pathlib.Path.cwd() / "bikes.keras")


def serve(batch, path="bikes.keras"):
    order = ["hour", "weekday", "holiday", "temperature", "rain", "wind", "last_week"]
    net = keras.saving.load_model(path)
    answers = net(np.stack([[float(question[name]) for name in order] for question in batch])).numpy().ravel()
    return np.clip(np.round(answers), 0, None).astype(int).tolist()
