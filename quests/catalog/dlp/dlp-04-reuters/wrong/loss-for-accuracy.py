# %% examine
test_accuracy, test_loss = model.evaluate(x_test, y_test, verbose=0)
first_topics = model.predict(x_test[:5], verbose=0).argmax(axis=1)
