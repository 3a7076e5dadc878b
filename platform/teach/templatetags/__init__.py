"""Tags of the instructor's pages."""
