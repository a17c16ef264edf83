"""Files to proposals: what a plan d’action says, reviewed before anything is written. No Qt, no database."""
