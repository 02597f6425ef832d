"""Each family of models, from a checkpoint on disk to a program that the model host completes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import torch
from gift4code_training.tuning.finetune import finetune
from gift4code_training.tuning.logbook import curve
from gift4code_training.tuning.merge import merge
from peft import PeftModel
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from transformers import AutoModelForCausalLM, AutoTokenizer

from gift4code_ext.host.load import load
from gift4code_ext.host.models import resolve
from gift4code_ext.host.server import Service, application
from training import families, tuning

CHAT = ("qwen3", "deepseek")  # the others are asked for completions


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@contextmanager
def hosted(adapter: Path) -> Iterator[tuple[str, str]]:
    """Address and token of the model host's server in a thread: a process of its own would load torch again."""
    service = Service(resolve(adapter), load(resolve(adapter)), "a token")
    (listening,) = bind_sockets(0, "127.0.0.1")
    loop, ended = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        server = HTTPServer(application(service))
        server.add_sockets([listening])
        await ended.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    port = listening.getsockname()[1]
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/v1", service.token
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()
        service.executor.shutdown()


def ask(adapter: Path, prompts: list[str], chat: bool) -> list[str]:
    """What the model host answers, greedily."""
    with hosted(adapter) as (address, token):
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False) as client:
            return [_answer(client, prompt, chat) for prompt in prompts]


def _answer(client: httpx.Client, prompt: str, chat: bool) -> str:
    said: dict[str, Any] = {"messages": [{"role": "user", "content": prompt}]} if chat else {"prompt": prompt}
    response = client.post(
        "/chat/completions" if chat else "/completions", json={**said, "temperature": 0, "max_tokens": 60}
    )
    assert response.status_code == 200, response.text
    (choice,) = response.json()["choices"]
    assert choice["finish_reason"] == "stop"
    return str(choice["message"]["content"] if chat else choice["text"])


@pytest.mark.parametrize("name", families.NAMES)
def test_a_family_is_tuned_saved_merged_and_served(name: str, tmp_path: Path) -> None:
    base, out, chat = families.save(name, tmp_path / name), tmp_path / "tuned", name in CHAT
    tasks = families.records()
    data = families.write(tmp_path / "d.jsonl", [{**task, "split": "train"} for task in tasks])
    finetune(
        tuning.run(data, base, out, steps=50, save_steps=50, batch=32, micro_batch=32, rank=16, alpha=32.0, chat=chat)
    )
    merged = merge(out, tmp_path / "merged")

    assert list(curve(out / "log.jsonl").values())[-1] < 0.05
    tokens = AutoTokenizer.from_pretrained(out)(tasks[0]["prompt"] + tasks[0]["completion"], return_tensors="pt")
    with torch.no_grad():
        adapted = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), str(out))(**tokens).logits
        alone = AutoModelForCausalLM.from_pretrained(merged)(**tokens).logits
    torch.testing.assert_close(alone, adapted, atol=1e-3, rtol=1e-3)
    assert ask(out, [task["prompt"] for task in tasks], chat) == [task["completion"] for task in tasks]
