"""Fine-tuning of local models: LoRA and full, checkpoints, merging, export."""
