# mistake: missing-comma-or-bracket
# cell: 3
# line: 3
# %%
import keras
# %%
model = keras.Sequential([keras.layers.Dense(1)])
# %%
# 모델 컴파일
model.compile(optimizer="rmsprop",
              loss="mse"
              metrics=["mae"])
# %%
print("done")
