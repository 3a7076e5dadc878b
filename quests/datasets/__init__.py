"""Data sets without a network: twins of the published ones, made here from seeds. No Django."""
