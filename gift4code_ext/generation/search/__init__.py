"""Search: programs over the operations we know, enumerated bottom-up until one makes the example."""
