# tries: to send messages so small that no sum of bytes notices them, without end
# must: be ended for its output
# score: 0
# ended_by: "output"
# limits: {"seconds": 60}
kernel = get_ipython().kernel
while True:
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "busy"}, parent=kernel.get_parent("shell"))
