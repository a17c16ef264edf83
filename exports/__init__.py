"""Documents made from plain data: Word and Excel files. No Qt, no database, no clock."""
