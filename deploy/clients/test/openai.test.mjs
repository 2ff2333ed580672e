import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import OpenAI, { toFile } from "openai";
import { key, sample, url } from "./recto.mjs";

const client = new OpenAI({ apiKey: key, baseURL: url + "/v1", maxRetries: 0 });

test("a file goes up, is waited for, read back and deleted", async () => {
  const bytes = await sample("report.pdf");
  const file = await client.files.create({
    file: await toFile(bytes, "report.pdf"),
    purpose: "user_data",
    expires_after: { anchor: "created_at", seconds: 3600 },
  });
  assert.equal(file.bytes, bytes.length);
  assert.ok(file.expires_at > file.created_at);
  const ready = await client.files.waitForProcessing(file.id, { pollInterval: 50, maxWait: 5000 });
  assert.equal(ready.status, "processed");
  const content = await client.files.content(file.id);
  assert.deepEqual(Buffer.from(await content.arrayBuffer()), bytes);
  assert.equal((await client.files.delete(file.id)).deleted, true);
  await assert.rejects(client.files.retrieve(file.id), OpenAI.NotFoundError);
});

test("paging walks through everything once, newest or oldest first", async () => {
  const names = ["a.txt", "b.txt", "c.txt"];
  for (const name of names) {
    await client.files.create({ file: await toFile(Buffer.from(name), name), purpose: "evals" });
  }
  const seen = [];
  for await (const file of client.files.list({ purpose: "evals", limit: 2, order: "asc" })) seen.push(file.filename);
  assert.deepEqual(seen, names);
});

test("a large file goes up in parts, in any order", async () => {
  const parts = [6, 6, 1].map((megabytes, index) => Buffer.alloc(megabytes * 1024 * 1024, index + 65));
  const whole = Buffer.concat(parts);
  const upload = await client.uploads.create({
    filename: "large.bin",
    bytes: whole.length,
    mime_type: "application/octet-stream",
    purpose: "user_data",
  });
  assert.equal(upload.status, "pending");
  const ids = new Array(parts.length);
  await Promise.all(
    [2, 0, 1].map(async (index) => {
      const part = await client.uploads.parts.create(upload.id, { data: await toFile(parts[index], "part") });
      ids[index] = part.id;
    }),
  );
  const done = await client.uploads.complete(upload.id, {
    part_ids: ids,
    md5: createHash("md5").update(whole).digest("hex"),
  });
  assert.equal(done.status, "completed");
  const content = await client.files.content(done.file.id);
  assert.ok(Buffer.from(await content.arrayBuffer()).equals(whole));
});

test("an upload can be given up", async () => {
  const upload = await client.uploads.create({
    filename: "never.bin",
    bytes: 10,
    mime_type: "application/octet-stream",
    purpose: "user_data",
  });
  assert.equal((await client.uploads.cancel(upload.id)).status, "cancelled");
  await assert.rejects(client.uploads.complete(upload.id, { part_ids: ["x"] }), OpenAI.ConflictError);
});

test("a wrong key is an authentication error", async () => {
  const nobody = new OpenAI({ apiKey: "wrong", baseURL: url + "/v1", maxRetries: 0 });
  await assert.rejects(nobody.files.list(), OpenAI.AuthenticationError);
});

test("models are listed and described", async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  assert.equal((await client.models.retrieve(ids[0])).id, ids[0]);
  await assert.rejects(client.models.retrieve("no/such"), OpenAI.NotFoundError);
});
