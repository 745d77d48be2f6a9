// Reads and checks a region of so many apps: read-region FOLDER APPS. Prints the megabytes of memory, as JSON.
import { readRegion } from '../../src/manifest/read-region.ts';
import { realFiles } from '../../src/tools/files.ts';

export async function main({ args: [folder = '', apps = '0'] }) {
  const region = await readRegion(realFiles, folder);
  if (region.apps.length !== Number(apps)) throw new Error('not all apps were read');
  console.log(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024 }));
}
