import assert from "node:assert/strict";
import { test } from "node:test";
import { Mistral } from "@mistralai/mistralai";
import { eventually, key, sample, url } from "./recto.mjs";

const client = new Mistral({ apiKey: key, serverURL: url });
const model = "tesseract";

async function upload(name = "report.pdf", purpose = "ocr") {
  return client.files.upload({ file: { fileName: name, content: await sample(name) }, purpose });
}

async function text(stream) {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

test("a file goes up, is listed, described, downloaded and deleted", async () => {
  const file = await upload();
  assert.equal(file.object, "file");
  assert.equal(file.filename, "report.pdf");
  const bytes = await sample("report.pdf");
  assert.equal(file.sizeBytes, bytes.length);
  const listed = await client.files.list({ pageSize: 100 });
  assert.ok(listed.data.some((each) => each.id === file.id));
  assert.equal((await client.files.retrieve({ fileId: file.id })).id, file.id);
  assert.deepEqual(await text(await client.files.download({ fileId: file.id })), bytes);
  assert.equal((await client.files.delete({ fileId: file.id })).deleted, true);
  await assert.rejects(client.files.retrieve({ fileId: file.id }), (error) => error.statusCode === 404);
});

test("a stored file is read by its id", async () => {
  const file = await upload();
  const answer = await client.ocr.process({ model, document: { type: "file", fileId: file.id } });
  assert.equal(answer.model, model);
  assert.equal(answer.pages.length, 3);
  assert.match(answer.pages[0].markdown, /\w+/);
  assert.equal(answer.usageInfo.pagesProcessed, 3);
});

test("a signed URL is read like any other URL", async () => {
  const file = await upload();
  const signed = await client.files.getSignedUrl({ fileId: file.id, expiry: 1 });
  const answer = await client.ocr.process({
    model,
    document: { type: "document_url", documentUrl: signed.url },
    pages: [1],
  });
  assert.deepEqual(answer.pages.map((page) => page.index), [1]);
});

test("an image goes inline, pages and pictures as asked", async () => {
  const image = (await sample("scan.png")).toString("base64");
  const answer = await client.ocr.process({
    model,
    document: { type: "image_url", imageUrl: "data:image/png;base64," + image },
    includeImageBase64: true,
    confidenceScoresGranularity: "word",
    tableFormat: "html",
  });
  const page = answer.pages[0];
  assert.ok(page.dimensions.width > 0);
  assert.ok(page.confidenceScores.averagePageConfidenceScore > 0.5);
  for (const picture of page.images) assert.match(picture.imageBase64, /^data:image\/jpeg;base64,/);
});

test("errors are the client's own typed errors", async () => {
  await assert.rejects(
    client.ocr.process({ model: "no-such-model", document: { type: "document_url", documentUrl: "data:,x" } }),
    (error) => error.statusCode === 400,
  );
  const nobody = new Mistral({ apiKey: "wrong", serverURL: url });
  await assert.rejects(nobody.files.list(), (error) => error.statusCode === 401);
  await assert.rejects(
    client.ocr.process({ model, document: { type: "document_url", documentUrl: "https://x.test/a" }, pages: "3-1" }),
    (error) => error.statusCode === 422 && Array.isArray(error.detail),
  );
});

test("models can be listed", async () => {
  const models = await client.models.list();
  assert.ok(models.data.some((each) => each.id === model));
  assert.equal((await client.models.retrieve({ modelId: model })).id, model);
  await assert.rejects(client.models.retrieve({ modelId: "no/such" }), (error) => error.statusCode === 404);
});

test("a batch runs inline and from a file, with results and failures apart", async () => {
  const stored = await upload();
  const job = await client.batch.jobs.create({
    endpoint: "/v1/ocr",
    model,
    metadata: { shelf: "B7" },
    requests: [
      { customId: "good", body: { document: { file_id: stored.id }, pages: 0 } },
      { customId: "bad", body: { document: { file_id: "00000000-0000-7000-8000-000000000000" } } },
    ],
  });
  const ended = await eventually(
    () => client.batch.jobs.get({ jobId: job.id }),
    (each) => !["QUEUED", "RUNNING"].includes(each.status),
  );
  assert.equal(ended.status, "SUCCESS");
  assert.equal(ended.succeededRequests, 1);
  assert.equal(ended.failedRequests, 1);
  const rows = (await text(await client.files.download({ fileId: ended.outputFile }))).toString().trim().split("\n");
  assert.equal(JSON.parse(rows[0]).custom_id, "good");
  const failures = (await text(await client.files.download({ fileId: ended.errorFile }))).toString().trim().split("\n");
  assert.equal(JSON.parse(failures[0]).custom_id, "bad");
  const listed = await client.batch.jobs.list({ metadata: { shelf: "B7" } });
  assert.ok(listed.data.some((each) => each.id === job.id));

  const lines = JSON.stringify({ custom_id: "row", body: { document: { file_id: stored.id }, pages: [0] } }) + "\n";
  const input = await client.files.upload({
    file: { fileName: "rows.jsonl", content: Buffer.from(lines) },
    purpose: "batch",
  });
  const fromFile = await client.batch.jobs.create({ endpoint: "/v1/ocr", model, inputFiles: [input.id] });
  const done = await eventually(
    () => client.batch.jobs.get({ jobId: fromFile.id, inline: true }),
    (each) => !["QUEUED", "RUNNING"].includes(each.status),
  );
  assert.equal(done.status, "SUCCESS");
  assert.equal(done.outputs.length, 1);
  assert.equal((await client.batch.jobs.delete({ jobId: fromFile.id })).deleted, true);
});
