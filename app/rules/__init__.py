"""Business rules as pure functions over plain values (DOMAIN R1-R24): no Qt, no database, no clock."""
