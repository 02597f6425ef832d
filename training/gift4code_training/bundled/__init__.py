"""The bundled model: generated tables, programs and words; tokenizer, training and export."""
