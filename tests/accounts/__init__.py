"""Signing up and joining."""
