"""The yardstick of the layout detector: the reference implementation of PP-DocLayoutV3 over noise, on a snapshot's weights.

Prints one JSON object per type of number. Not a part of the product.

    python layout.py DIR --threads 1 --dtype float32,bfloat16 --pages 5
"""

import argparse
import json
import time

import torch
from transformers import PPDocLayoutV3ForObjectDetection


def seconds_of_pages(model, pixels, pages):
    """Of processors and by the clock, each page by itself."""
    measured = []
    for _ in range(pages):
        used, began = time.process_time(), time.perf_counter()
        model(pixel_values=pixels)
        measured.append((time.process_time() - used, time.perf_counter() - began))
    return measured


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dtype", default="float32,bfloat16")
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--size", type=int, default=800)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    for name in args.dtype.split(","):
        dtype = getattr(torch, name)
        model = PPDocLayoutV3ForObjectDetection.from_pretrained(args.snapshot, dtype=dtype).eval()
        pixels = torch.rand(1, 3, args.size, args.size).to(dtype)
        with torch.inference_mode():
            seconds_of_pages(model, pixels, 2)
            measured = seconds_of_pages(model, pixels, args.pages)
        used = sorted(cpu for cpu, _ in measured)
        print(
            json.dumps(
                dict(
                    dtype=name,
                    threads=args.threads,
                    pages=args.pages,
                    cpu_least_s=round(used[0], 3),
                    cpu_median_s=round(used[len(used) // 2], 3),
                    clock_median_s=round(sorted(wall for _, wall in measured)[len(used) // 2], 3),
                )
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
