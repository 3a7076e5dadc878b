"""Starting, supervising and stopping."""
