# %% hold
few_x, few_y = images[:300], labels[:300]
many_x, many_y = images[:2500], labels[:2500]
val_x, val_y = images[2000:], labels[2000:]
