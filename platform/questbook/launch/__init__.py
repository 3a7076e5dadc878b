"""Starting a whole Questbook on one machine, and stopping it: what ``manage.py up`` does."""
