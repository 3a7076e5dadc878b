"""Reading a learner's code as text: what it calls, and how. Nothing is run."""
