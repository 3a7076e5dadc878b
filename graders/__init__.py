"""Judging: pure Python, no Django.

A grade is a pure function of a stored record: ``judge(quest, evidence) -> Report``.
Nothing here runs learner code, and nothing here knows where a quest or an evidence
folder came from.
"""
