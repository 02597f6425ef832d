"""Values: what class they are of, what their cells are, and both as plain, readable or printable data."""
