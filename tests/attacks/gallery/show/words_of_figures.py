# tries: to speak through labels, titles and legends of a figure: markup, directions, placeholders, and lone surrogates
# must: be shown as plain words where it is shown at all, and draw what it draws
# quest: "fitted"
# score: 4
import matplotlib.pyplot as plt

model, quarter, losses = None, 4, [2.0, 1.0]
hostile = "</td><script>alert(1)</script>\u202e{found}{0.__class__}[x](javascript:alert(1))$\x07"
figure, axes = plt.subplots()
axes.plot([1, 2, 3], [3, 2, 1], label=hostile)
axes.xaxis.label.get_text = lambda: hostile * 1000
axes.title.get_text = lambda: 1 / 0
axes.get_xlabel = lambda: hostile * 1000
axes.get_title = lambda loc="center": hostile
display(figure)
plt.close("all")
