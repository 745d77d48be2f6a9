#!/usr/bin/env node
// Runs src as it stands, without a build and without the manifest of commands: npm run dev -- plan …
import { join } from 'node:path';
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/cli/main.ts');
await main({ root: join(import.meta.dirname, '..'), words: process.argv.slice(2), ignoreManifest: true });
