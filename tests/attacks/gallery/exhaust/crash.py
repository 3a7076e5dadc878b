# tries: to crash the interpreter, so that no word of it says what has happened
# must: lose its kernel, and nothing but that
# score: 0
# ended_by: "kernel_died"
import ctypes

ctypes.string_at(0)
