import assert from "node:assert/strict";
import { test } from "node:test";
import { Opper } from "opperai";
import { key, sample, url } from "./recto.mjs";

const client = new Opper({ httpBearer: key, serverURL: url + "/v2" });

test("a document is read in Opper's form", async () => {
  const content = (await sample("report.pdf")).toString("base64");
  const answer = await client.ocr.processOcrOcrPost({
    model: "tesseract",
    document: { type: "base64", content, documentName: "report.pdf" },
    pages: [0],
  });
  assert.equal(answer.pages.length, 1);
  assert.match(answer.pages[0].markdown, /\w+/);
  assert.equal(answer.usageInfo.pagesProcessed, 1);
});

test("models are listed in Opper's form", async () => {
  const models = await client.ocr.listOcrModelsOcrModelsGet();
  assert.ok(models.data.some((each) => each.name === "tesseract"));
});
