"""The yardstick: the reference implementation of LightOnOCR-2 and GLM-OCR at real geometry with random weights.

Prints one JSON object per run, with the fields of `./recto model bench --json`. Not a part of the product.

    python reference.py lightonocr-2 --threads 2 --dtype float32 --batch 1 --width 560 --height 784 --new-tokens 48
"""

import argparse
import json
import resource
import time

import torch
from transformers import (
    GlmOcrConfig,
    GlmOcrForConditionalGeneration,
    LightOnOcrConfig,
    LightOnOcrForConditionalGeneration,
)

PATCH = 14
MERGE = 2
TEXT_BEFORE_AND_AFTER = 16  # prompt tokens around the image, as many as the chat layouts have


def lighton():
    return LightOnOcrForConditionalGeneration(LightOnOcrConfig())


def glm():
    text = dict(
        vocab_size=59392,
        hidden_size=1536,
        intermediate_size=4608,
        num_hidden_layers=16,
        num_attention_heads=16,
        num_key_value_heads=8,
        head_dim=128,
        rope_parameters=dict(
            rope_type="default", mrope_section=[16, 24, 24], partial_rotary_factor=1.0, rope_theta=10000
        ),
    )
    return GlmOcrForConditionalGeneration(GlmOcrConfig(text_config=text))


def vision_inputs(family, dtype, width, height):
    rows, columns = height // PATCH, width // PATCH
    if family == "glm-ocr":
        pixels = torch.randn(rows * columns, 3 * 2 * PATCH * PATCH).to(dtype)
        return dict(pixel_values=pixels, image_grid_thw=torch.tensor([[1, rows, columns]]))
    return dict(pixel_values=torch.randn(1, 3, height, width).to(dtype), image_sizes=torch.tensor([[height, width]]))


def features(output):
    output = getattr(output, "pooler_output", output)
    return torch.cat(list(output)) if isinstance(output, (list, tuple)) else output


def read_pages(model, family, dtype, args):
    """One batch of pages through vision, prefill and decode; returns the seconds of each stage."""
    image_tokens = (args.height // PATCH // MERGE) * (args.width // PATCH // MERGE)
    length = image_tokens + TEXT_BEFORE_AND_AFTER
    started = time.perf_counter()
    images = [
        features(model.model.get_image_features(**vision_inputs(family, dtype, args.width, args.height)))
        for _ in range(args.batch)
    ]
    embeddings = model.get_input_embeddings()(torch.randint(10, 1000, (args.batch, length)))
    for page, image in enumerate(images):
        embeddings[page, 4 : 4 + image_tokens] = image.reshape(-1, image.shape[-1])
    seen = time.perf_counter()
    extra = {}
    if family == "glm-ocr":
        extra["position_ids"] = torch.arange(length).expand(3, args.batch, length)
    output = model.model.language_model(inputs_embeds=embeddings, use_cache=True, **extra)
    token = model.lm_head(output.last_hidden_state[:, -1:]).argmax(-1)
    filled = time.perf_counter()
    for step in range(args.new_tokens - 1):
        if family == "glm-ocr":
            extra["position_ids"] = torch.full((3, args.batch, 1), length + step)
        output = model.model.language_model(
            inputs_embeds=model.get_input_embeddings()(token),
            past_key_values=output.past_key_values,
            use_cache=True,
            **extra,
        )
        token = model.lm_head(output.last_hidden_state[:, -1:]).argmax(-1)
    return image_tokens, seen - started, filled - seen, time.perf_counter() - filled


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("family", choices=["lightonocr-2", "glm-ocr"])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--width", type=int, default=560)
    parser.add_argument("--height", type=int, default=784)
    parser.add_argument("--new-tokens", type=int, default=48)
    parser.add_argument("--runs", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    dtype = getattr(torch, args.dtype)
    started = time.perf_counter()
    torch.set_default_dtype(dtype)
    model = (glm() if args.family == "glm-ocr" else lighton()).eval()
    load = time.perf_counter() - started
    warm = argparse.Namespace(**{**vars(args), "width": 112, "height": 112, "new_tokens": 4})
    read_pages(model, args.family, dtype, warm)
    for _ in range(args.runs):
        image_tokens, vision, prefill, decode = read_pages(model, args.family, dtype, args)
        total = vision + prefill + decode
        print(
            json.dumps(
                dict(
                    engine="reference",
                    family=args.family,
                    dtype=args.dtype,
                    threads=args.threads,
                    in_flight=args.batch,
                    image_tokens=image_tokens,
                    new_tokens=args.new_tokens,
                    load_s=round(load, 2),
                    vision_s=round(vision, 2),
                    prefill_s=round(prefill, 2),
                    first_token_s=round(vision + prefill, 2),
                    decode_tok_s=round(args.batch * (args.new_tokens - 1) / decode, 2),
                    pages_per_s=round(args.batch / total, 4),
                    peak_rss_gb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
                )
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
