"""Who answers: a model through the product's client, the whole assistant, a file, one cell for all, the references."""
