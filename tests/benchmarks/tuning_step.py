"""What a step of tuning costs: ``python -m tests.benchmarks.tuning_step [--runs 3] [--steps 8]``.

A randomly initialised Qwen2 learns random tokens, as LoRA and with all weights, with the project's loop and with
transformers' plain ``Trainer``: the same model, examples, labels, precision, optimiser, gradient checkpointing and
passes of a step. Both take turns in every run, so that a busy machine slows both; the figures are medians over the
runs, the ratio the median of the ratios of each run. On an accelerator the shape is that of 1.5 billion weights at
2,048 tokens in bf16, on CPU a tiny one, and seconds are seconds of CPU time there (of all threads together). The first
steps of each turn are not counted.

Model FLOP utilisation is counted as usual: per token 6 floating-point operations a weight that is multiplied and tuned
(4 where it is frozen: nothing is computed for its gradient) and attention's 12 x layers x hidden x tokens / 2 (causal);
what gradient checkpointing computes twice is not counted. Peak: what the card's maker states for dense bf16, or on CPU,
what a large fp32 matrix product reaches here.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from gift4code_training.tuning.base import add_lora
from gift4code_training.tuning.checkpoint import Position, Tuned
from gift4code_training.tuning.loop import Work, learn
from gift4code_training.tuning.recipe import Recipe
from gift4code_training.tuning.tokens import Encoded, collate
from transformers import PrinterCallback, Qwen2Config, Qwen2ForCausalLM, Trainer, TrainerCallback, TrainingArguments

PEAKS = {"H100": 989e12, "H200": 989e12, "A100": 312e12, "L40S": 362e12, "L4": 121e12, "4090": 165e12}
WARM = 2  # steps that are not counted: kernels are chosen, memory is claimed
now = time.perf_counter if torch.cuda.is_available() else time.process_time


@dataclass(frozen=True)
class Size:
    """A Qwen2 and what it learns."""

    config: Qwen2Config
    tokens: int
    batch: int
    micro_batch: int


def size(accelerated: bool) -> Size:
    """1.5 billion weights at 2,048 tokens, or a shape that two cores can carry."""
    shape = (
        {"vocab_size": 151_936, "hidden_size": 1536, "intermediate_size": 8960, "num_hidden_layers": 28}
        | {"num_attention_heads": 12, "num_key_value_heads": 2, "max_position_embeddings": 4096}
        if accelerated
        else {"vocab_size": 2048, "hidden_size": 128, "intermediate_size": 512, "num_hidden_layers": 4}
        | {"num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 512}
    )
    config = Qwen2Config(**shape, tie_word_embeddings=True, eos_token_id=1, pad_token_id=0)
    return Size(config, 2048, 8, 4) if accelerated else Size(config, 128, 8, 4)


def fresh(chosen: Size, recipe: Recipe, half: bool) -> Any:
    """The model with what is tuned of it, as ``finetune`` prepares it."""
    torch.manual_seed(0)
    dtype = torch.bfloat16 if half and not recipe.full else torch.float32
    model = Qwen2ForCausalLM(chosen.config).to(dtype)
    if recipe.gradient_checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    return model if recipe.full else add_lora(model, rank=recipe.rank, alpha=recipe.alpha, dropout=0.0)


def examples(chosen: Size, count: int) -> tuple[Encoded, ...]:
    """Random tokens of one length, the last quarter of each learnt."""
    chance = random.Random(0)
    return tuple(
        Encoded(
            tuple(chance.randrange(2, chosen.config.vocab_size) for _ in range(chosen.tokens)), chosen.tokens * 3 // 4
        )
        for _ in range(count)
    )


class Clock:
    """Times of the ends of steps; implements what the loop asks of a log."""

    def __init__(self) -> None:
        self.ends: list[float] = []

    def step(self, *_: object) -> None:
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        self.ends.append(now())

    def seconds(self) -> float:
        """Seconds a step, those of the beginning left out."""
        return (self.ends[-1] - self.ends[WARM - 1]) / (len(self.ends) - WARM)


def ours(chosen: Size, recipe: Recipe, learnt: tuple[Encoded, ...], accelerator: Accelerator) -> float:
    """Seconds a step of the project's loop."""
    model = fresh(chosen, recipe, accelerator.mixed_precision == "bf16")
    fused = accelerator.device.type == "cuda"
    optimizer = torch.optim.AdamW([w for w in model.parameters() if w.requires_grad], weight_decay=0.0, fused=fused)
    model, optimizer = accelerator.prepare(model, optimizer)
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        work = Work(recipe, learnt, (), 0, len(learnt) // recipe.batch, Path(folder))
        # the last step is saved and the clock has stopped by then
        learn(work, Tuned(accelerator, model, optimizer), Position(), clock, lambda _: None)  # type: ignore[arg-type]
    accelerator.free_memory()
    return clock.seconds()


def theirs(chosen: Size, recipe: Recipe, learnt: tuple[Encoded, ...], half: bool) -> float:
    """Seconds a step of transformers' Trainer."""
    clock = Clock()

    class Told(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, *_: object, **__: object) -> None:
            clock.step()

    def together(rows: list[Encoded]) -> dict[str, torch.Tensor]:
        batch = collate(rows, 0)
        return {"input_ids": batch.ids, "attention_mask": batch.mask, "labels": batch.labels}

    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            per_device_train_batch_size=recipe.micro_batch,
            gradient_accumulation_steps=recipe.batch // recipe.micro_batch,
            max_steps=len(learnt) // recipe.batch,
            bf16=half,
            optim="adamw_torch_fused" if torch.cuda.is_available() else "adamw_torch",
            max_grad_norm=recipe.clip,
            save_strategy="no",
            report_to=[],
            disable_tqdm=True,
            logging_strategy="no",
            remove_unused_columns=False,
            use_cpu=not torch.cuda.is_available(),
        )
        model = fresh(chosen, recipe, half)
        trainer = Trainer(model, arguments, train_dataset=list(learnt), data_collator=together, callbacks=[Told()])
        trainer.remove_callback(PrinterCallback)
        trainer.train()
    return clock.seconds()


def operations(chosen: Size, recipe: Recipe) -> float:
    """Model FLOP of a token, see the module's text."""
    model = fresh(chosen, recipe, half=False)
    looked_up = 0 if chosen.config.tie_word_embeddings else chosen.config.vocab_size * chosen.config.hidden_size
    every = sum(weight.numel() for weight in model.parameters()) - looked_up
    tuned = sum(weight.numel() for weight in model.parameters() if weight.requires_grad)
    attention = 6 * chosen.config.num_hidden_layers * chosen.config.hidden_size * chosen.tokens
    return 4 * every + 2 * min(tuned, every) + attention


def peak(accelerated: bool) -> tuple[str, float]:
    """The machine, and the operations a second that it is measured against."""
    if accelerated:
        name = torch.cuda.get_device_name()
        return name, next((value for card, value in PEAKS.items() if card in name), float("nan"))
    matrix = torch.randn(1024, 1024)
    best = min(_timed(lambda: matrix @ matrix) for _ in range(10))
    return f"CPU, {torch.get_num_threads()} threads", 2 * 1024**3 / best


def _timed(work: Any) -> float:
    start = now()
    work()
    return now() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--steps", type=int, default=8, help="counted in each turn")
    options = parser.parse_args()
    accelerated = torch.cuda.is_available()
    chosen = size(accelerated)
    learnt = examples(chosen, (options.steps + WARM) * chosen.batch)
    name, most = peak(accelerated)
    accelerator = Accelerator(mixed_precision="bf16" if accelerated else "no")
    print(f"{name}, {most / 1e12:.2f} TFLOP/s at most, torch {torch.__version__}, {options.runs} paired runs")
    print(f"{chosen.batch} examples of {chosen.tokens} tokens a step, {chosen.micro_batch} a pass")
    print(f"{'':<6} {'tokens/s':>10} {'MFU':>7} {'Trainer':>10} {'MFU':>7} {'ratio':>7}")
    for full in (False, True):
        shared = {"batch": chosen.batch, "micro_batch": chosen.micro_batch, "gradient_checkpointing": accelerated}
        recipe = Recipe(full=full, rank=32, save_steps=10**6, **shared)
        taken = []
        for _ in range(options.runs):
            taken.append((ours(chosen, recipe, learnt, accelerator), theirs(chosen, recipe, learnt, accelerated)))
            gc.collect()
            if accelerated:
                torch.cuda.empty_cache()
        each = chosen.batch * chosen.tokens
        speeds = [each / statistics.median(run[place] for run in taken) for place in range(2)]
        shares = [speed * operations(chosen, recipe) / most for speed in speeds]
        ratio = statistics.median(other / own for own, other in taken)
        print(
            f"{'full' if full else 'LoRA':<6} {speeds[0]:>10,.0f} {shares[0]:>7.1%} {speeds[1]:>10,.0f} "
            f"{shares[1]:>7.1%} {ratio:>7.2f}"
        )


if __name__ == "__main__":
    main()
