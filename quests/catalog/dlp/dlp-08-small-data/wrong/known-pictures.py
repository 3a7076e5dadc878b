# %% examine
test_loss, test_accuracy = model.evaluate(train_x, train_y, verbose=0)
why_low = "d"
