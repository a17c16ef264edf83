"""Qt without screens: the workspace, background jobs, failures, theme and icons."""
