"""Pictures of what is on record, each with the table of the same values: pure functions, no request in sight."""
