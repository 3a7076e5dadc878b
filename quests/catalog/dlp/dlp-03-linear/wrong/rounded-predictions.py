# %% train
losses = [float(training_step(inputs, targets)) for _ in range(40)]


def classify(inputs):
    return model(inputs)
