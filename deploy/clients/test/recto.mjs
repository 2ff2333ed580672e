import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the running Recto is, and documents to send; set by the Maven profile. */
export const url = required("RECTO_URL");
export const key = required("RECTO_KEY");

export async function sample(name) {
  return readFile(join(required("RECTO_SAMPLES"), name));
}

export async function eventually(poll, done, seconds = 60) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await poll();
    if (done(value)) return value;
    if (Date.now() > deadline) throw new Error("still waiting after " + seconds + " s: " + JSON.stringify(value));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(name + " is not set");
  return value;
}
