/** Options that Mistral's client has no argument for, and refuses. */
const UNKNOWN_TO_MISTRALAI = ['prompt', 'text_layer'];

const shell = text => "'" + text.replaceAll("'", "'\\''") + "'";

const byAddress = url => ({ type: 'document_url', document_url: url });

function curl(origin, { name, url }, body) {
  const post = (path, sent) => `curl -s ${origin}${path} -H "Authorization: Bearer $RECTO_KEY" \\
    -H 'Content-Type: application/json' -d ${shell(JSON.stringify(sent))}
`;
  return url
    ? post('/v1/ocr', { document: byAddress(url), ...body })
    : `FILE=$(curl -s ${origin}/v1/files -H "Authorization: Bearer $RECTO_KEY" \\
    -F purpose=ocr -F ${shell('file=@"' + name.replace(/["\\]/g, '\\$&') + '"')} | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')

${post('/v1/files/$FILE/ocr', body)}`;
}

const python = value =>
  value === true ? 'True' : value === false ? 'False' : Array.isArray(value) ? '[' + value.map(python).join(', ') + ']' : JSON.stringify(value);

function mistralai(origin, { name, url }, body) {
  const unknown = Object.keys(body).filter(option => UNKNOWN_TO_MISTRALAI.includes(option));
  const options = Object.entries(body)
    .filter(([option]) => !unknown.includes(option))
    .map(([option, value]) => `    ${option}=${python(value)},\n`)
    .join('');
  const missing = unknown.length === 0 ? '' : `    # This client has no argument for ${unknown.join(', ')}: send that with curl\n`;
  const upload = `with open(${python(name)}, "rb") as document:
    file = client.files.upload(file={"file_name": ${python(name)}, "content": document}, purpose="ocr")
`;
  const document = url ? JSON.stringify(byAddress(url)) : '{"type": "file", "file_id": file.id}';
  return `import os
from mistralai.client import Mistral

client = Mistral(api_key=os.environ["RECTO_KEY"], server_url=${python(origin)})
${url ? '' : upload}answer = client.ocr.process(
    document=${document},
${options}${missing})
for page in answer.pages:
    print(page.markdown)
`;
}

function javascript(origin, { name, url }, body) {
  const upload = `const form = new FormData();
form.append("purpose", "ocr");
form.append("file", await openAsBlob(${JSON.stringify(name)}), ${JSON.stringify(name)});
const file = await (await fetch("${origin}/v1/files", { method: "POST", headers, body: form })).json();
`;
  const address = url ? `"${origin}/v1/ocr"` : `"${origin}/v1/files/" + file.id + "/ocr"`;
  const sent = url ? { document: byAddress(url), ...body } : body;
  return `${url ? '' : 'import { openAsBlob } from "node:fs";\n\n'}const headers = { Authorization: "Bearer " + process.env.RECTO_KEY };
${url ? '' : upload}
const answer = await fetch(${address}, {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify(${JSON.stringify(sent, null, 2).replaceAll('\n', '\n  ')}),
});
for (const page of (await answer.json()).pages) console.log(page.markdown);
`;
}

/** How the same call is written, by language, of a document that has a name here or an address elsewhere. */
export const LANGUAGES = { curl, 'Python (mistralai)': mistralai, JavaScript: javascript };
