"""The instructor's views."""
