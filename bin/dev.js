#!/usr/bin/env node
// Runs src as it stands, without a build and without the manifest of commands: npm run dev -- plan …
import { execute } from '@oclif/core';

await execute({ development: true, dir: import.meta.url, loadOptions: { ignoreManifest: true } });
