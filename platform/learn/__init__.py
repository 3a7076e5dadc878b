"""The learner's pages: today, a quest, a submission and its report, the history."""
