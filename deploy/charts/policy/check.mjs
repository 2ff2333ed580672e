// node check.mjs FILE: prints a line for each rule that a manifest in the file breaks, and ends with 1 where there is one.
import { readFileSync } from 'node:fs';
import { createDefaultMonokleValidator } from '@monokle/validation';
import { parseAllDocuments } from 'yaml';

const file = process.argv[2];
const resources = parseAllDocuments(readFileSync(file, 'utf8'))
  .filter(document => document.contents !== null)
  .map((document, index) => {
    const content = document.toJS();
    return {
      id: String(index),
      fileId: file,
      filePath: file,
      fileOffset: 0,
      name: content.metadata.name,
      apiVersion: content.apiVersion,
      kind: content.kind,
      namespace: content.metadata.namespace,
      content,
      text: document.toString(),
    };
  });

const plugins = { 'pod-security-standards': true, practices: true };
// No limit of CPU: it only slows down what could run. Secrets are variables: the services read their options from there.
const leftOut = ['KBP003', 'KBP111', 'KBP112'];

const validator = createDefaultMonokleValidator();
await validator.preload({ plugins });
const rules = Object.fromEntries(validator.getPlugins().flatMap(plugin =>
  plugin.rules.map(rule => [`${plugin.metadata.name}/${rule.name}`, leftOut.includes(rule.id) ? false : 'err'])));
await validator.preload({ plugins, rules });
const response = await validator.validate({ resources });
const found = response.runs.flatMap(run => run.results.map(result => {
  const place = result.locations.at(-1)?.logicalLocations?.[0]?.fullyQualifiedName ?? '';
  return `${result.ruleId} ${result.level ?? ''} ${place} ${result.message.text}`;
}));
for (const line of found) console.log(line);
process.exit(found.length === 0 ? 0 : 1);
