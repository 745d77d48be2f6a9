// What the yaml package takes for reading a file, and nothing else: read-yaml FILE. Prints the megabytes of memory, as JSON.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export async function main({ args: [file = ''] }) {
  parse(readFileSync(file, 'utf8'));
  console.log(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024 }));
}
