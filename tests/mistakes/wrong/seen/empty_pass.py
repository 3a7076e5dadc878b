# mistake: answer-left-empty
# cell: naive_relu
# quest: functions
# %% naive_relu
def naive_relu(x):
    # 나중에 채우기
    pass
# %% scaled
def scaled(x):
    return [[v / 255 for v in row] for row in x]
