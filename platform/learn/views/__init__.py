"""The learner's pages. Who may see what is decided in ``quests.access``."""
