/** Pages as a list of numbers, which the clients' types ask for. */
function listed(pages) {
  return pages.split(',').flatMap(part => {
    const [first, last] = part.split('-').map(Number);
    return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
  });
}

const withList = body => (body.pages === undefined ? body : { ...body, pages: listed(body.pages) });

const shell = text => "'" + text.replaceAll("'", "'\\''") + "'";

function curl(origin, name, body) {
  return `FILE=$(curl -s ${origin}/v1/files -H "Authorization: Bearer $RECTO_KEY" \\
    -F purpose=ocr -F file=@${shell(name)} | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')

curl -s ${origin}/v1/files/$FILE/ocr -H "Authorization: Bearer $RECTO_KEY" \\
    -H 'Content-Type: application/json' -d ${shell(JSON.stringify(body))}
`;
}

const python = value =>
  value === true ? 'True' : value === false ? 'False' : Array.isArray(value) ? '[' + value.map(python).join(', ') + ']' : JSON.stringify(value);

function mistralai(origin, name, body) {
  const options = Object.entries(withList(body)).map(([option, value]) => `    ${option}=${python(value)},\n`).join('');
  return `import os
from mistralai import Mistral

client = Mistral(api_key=os.environ["RECTO_KEY"], server_url=${python(origin)})
with open(${python(name)}, "rb") as document:
    file = client.files.upload(file={"file_name": ${python(name)}, "content": document}, purpose="ocr")
answer = client.ocr.process(
    document={"type": "file", "file_id": file.id},
${options})
for page in answer.pages:
    print(page.markdown)
`;
}

function javascript(origin, name, body) {
  return `import { openAsBlob } from "node:fs";

const headers = { Authorization: "Bearer " + process.env.RECTO_KEY };
const form = new FormData();
form.append("purpose", "ocr");
form.append("file", await openAsBlob(${JSON.stringify(name)}), ${JSON.stringify(name)});
const file = await (await fetch("${origin}/v1/files", { method: "POST", headers, body: form })).json();

const answer = await fetch("${origin}/v1/files/" + file.id + "/ocr", {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')}),
});
for (const page of (await answer.json()).pages) console.log(page.markdown);
`;
}

/** How the same call is written, by language. */
export const LANGUAGES = { curl, 'Python (mistralai)': mistralai, JavaScript: javascript };
