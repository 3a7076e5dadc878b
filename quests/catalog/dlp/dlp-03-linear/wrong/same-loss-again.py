# %% train
losses = [float(square_loss(targets, model(inputs)))] * 40
for _ in range(40):
    training_step(inputs, targets)


def classify(inputs):
    return (model(inputs).numpy() > 0.5).astype("int32")
