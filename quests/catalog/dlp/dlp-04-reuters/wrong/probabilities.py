# %% examine
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
first_topics = model.predict(x_test[:5], verbose=0).max(axis=1)
