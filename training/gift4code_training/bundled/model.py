"""The bundled model: a plain Llama decoder, and its training loss computed the short way.

The module is transformers' own ``LlamaForCausalLM``, so that PEFT, exporters and servers open what is saved. Its
``forward`` is general; training needs less. ``label_loss`` runs the same weights through the same arithmetic but keeps
logits, and in the last layer everything after attention, to the positions that have a label. On a CPU it also computes
attention as plain matrix products: for one or two hundred tokens the fused kernel's backward pass is far slower.
"""

from __future__ import annotations

import torch
from torch.nn import functional
from transformers import LlamaConfig, LlamaForCausalLM

from gift4code_training.bundled.config import ModelSize
from gift4code_training.bundled.data import IGNORED, Batch


def build_model(size: ModelSize, vocabulary: int, end: int, pad: int) -> LlamaForCausalLM:
    """A model with fresh weights drawn from PyTorch's global generator, in float32."""
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=size.hidden,
        intermediate_size=size.mlp,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        num_key_value_heads=size.kv_heads,
        head_dim=size.head_dim,
        max_position_embeddings=size.context,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=end,
        pad_token_id=pad,
    )
    return LlamaForCausalLM(config)


def label_loss(model: LlamaForCausalLM, batch: Batch, dtype: torch.dtype) -> torch.Tensor:
    """Mean cross-entropy over the labels of a right-padded batch, a float32 scalar.

    Args:
        model: Weights in float32; matrix products use them in ``dtype``.
        batch: On the model's device.
        dtype: float32 or bfloat16. The residual stream, norms and softmax stay in float32.
    """
    ids, targets = batch.ids[:, :-1], batch.labels[:, 1:]
    where = (targets != IGNORED).flatten().nonzero().squeeze(1)
    hidden = _hidden(model, ids, where, dtype)
    logits = functional.linear(hidden.to(dtype), model.lm_head.weight.to(dtype)).float()
    return functional.cross_entropy(logits, targets.flatten()[where])


def _hidden(model: LlamaForCausalLM, ids: torch.Tensor, where: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """Last hidden states ``(len(where), hidden)`` at positions ``where`` of the flattened batch."""
    config = model.config
    rows, width = ids.shape
    heads, shared, size = config.num_attention_heads, config.num_key_value_heads, config.head_dim
    x = model.model.embed_tokens(ids)
    cos, sin = model.model.rotary_emb(x, torch.arange(width, device=ids.device)[None])
    cos, sin = cos[..., : size // 2].to(dtype), sin[..., : size // 2].to(dtype)
    mask = torch.full((width, width), float("-inf"), device=ids.device).triu(1)
    for layer in model.model.layers:
        block = layer.self_attn
        y = _norm(x, layer.input_layernorm.weight, config.rms_norm_eps).to(dtype)
        joint = torch.cat([block.q_proj.weight, block.k_proj.weight, block.v_proj.weight]).to(dtype)
        q, k, v = torch.split(functional.linear(y, joint).view(rows, width, -1, size), [heads, shared, shared], dim=2)
        q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
        mixed = _attend(_rotate(q, cos, sin), _rotate(k, cos, sin), v, mask)
        mixed = mixed.transpose(1, 2).reshape(rows * width, heads * size)
        x = x.reshape(rows * width, -1)
        if layer is model.model.layers[-1]:
            mixed, x = mixed.index_select(0, where), x.index_select(0, where)
        x = x + functional.linear(mixed, block.o_proj.weight.to(dtype))
        y = _norm(x, layer.post_attention_layernorm.weight, config.rms_norm_eps).to(dtype)
        gate = functional.linear(y, layer.mlp.gate_proj.weight.to(dtype))
        up = functional.linear(y, layer.mlp.up_proj.weight.to(dtype))
        x = x + functional.linear(functional.silu(gate) * up, layer.mlp.down_proj.weight.to(dtype))
        if layer is not model.model.layers[-1]:
            x = x.view(rows, width, -1)
    return _norm(x, model.model.norm.weight, config.rms_norm_eps)


def _norm(x: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + epsilon) * weight


def _rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    first, second = x.chunk(2, dim=-1)
    return torch.cat((first * cos - second * sin, second * cos + first * sin), dim=-1)


def _attend(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Causal attention; ``q`` is ``(rows, heads, width, size)``; ``k`` and ``v`` have fewer heads, each for several."""
    if q.is_cuda:
        fused: torch.Tensor = functional.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        return fused
    rows, heads, width, size = q.shape
    shared = k.shape[1]
    scores = q.reshape(rows, shared, -1, size) @ k.transpose(-1, -2)
    weights = (scores.view(rows, heads, width, width).float() * size**-0.5 + mask).softmax(-1).to(v.dtype)
    mixed: torch.Tensor = (weights.view(rows, shared, -1, width) @ v).view(rows, heads, width, size)
    return mixed
