"""Do the twins teach the book's lesson? ``python -m benchmarks.twins``; a module a data set, with the book's models."""
