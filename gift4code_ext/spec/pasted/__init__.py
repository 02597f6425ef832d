"""Tables as text: what people paste, and CSV that reads back."""
