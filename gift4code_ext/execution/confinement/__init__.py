"""What confines a process that runs a cell, layer by layer, and trying each of them out."""
