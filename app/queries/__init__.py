"""Every read of the product: functions of a session that return frozen dataclasses."""
