# %% curves
figure, axes = plt.subplots()
colours = {"overfit": "tab:red", "tamed": "tab:green"}
for name, colour in colours.items():
    history = {"overfit": overfit_history, "tamed": tamed_history}[name].history
    axes.plot(history["loss"], color=colour, marker="o", label=f"{name} 훈련")
    axes.plot(history["val_loss"], color=colour, label=f"{name} 검증")
axes.set(xlabel="에포크", ylabel="손실", title="외운 신경망과 길들인 신경망")
axes.legend()

# %% folds
fold_scores = [0.0, 0.0, 0.0]
for fold in range(3):
    training, held = fold_rows(300, 3, fold)
    candidate = keras.Sequential(
        [layers.Dense(64, "relu"), layers.Dropout(0.3), layers.Dense(10, "softmax")]
    )
    candidate.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
    kept = (few_x[held], few_y[held])
    candidate.fit(few_x[training], few_y[training], epochs=8, batch_size=25, validation_data=kept, verbose=0)
    fold_scores[fold] = candidate.evaluate(*kept, verbose=0)[1]

# %% final
digits = more.predict(test_x, verbose=0).argmax(axis=1)
test_accuracy = float(np.mean(digits == test_y))
leaks = {"B", "C", "D"}
