# %% final
test_accuracy = more.evaluate(test_x, test_y, verbose=0)[0]
leaks = ["c", "d"]
