# tries: to break the record of the run by outputs nested hundreds deep, of no number and of thousands of digits
# must: be graded by its answer
# score: 10
kernel = get_ipython().kernel


def publish(kind, content):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent("shell"), ident=b"x")


deep = 1
for _ in range(450):
    deep = [deep]
publish("display_data", {"data": {"application/json": deep}, "metadata": {}})
publish("display_data", {"data": {"application/json": [float("nan"), 10**4000]}, "metadata": {}})
publish("execute_input", {"code": "x", "execution_count": {"a": [1]}})


def add(a, b):
    return a + b
