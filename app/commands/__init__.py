"""Every write of the product, as frozen dataclasses called with a unit of work. They never commit."""
