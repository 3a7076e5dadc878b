"""The page on which a cohort's calendar is looked at and changed."""
