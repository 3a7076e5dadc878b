"""Laying courses over a calendar: dates in, dates out. Nothing here knows of Django, clocks or people."""
