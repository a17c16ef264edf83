"""The command line, in French, for scripts and IT departments: same code as the window, no Qt."""
