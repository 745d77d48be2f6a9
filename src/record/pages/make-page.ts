import { z } from 'zod';
import { entrySchema } from '../../model/entry.js';
import { makeFeed } from './make-feed.js';
import { makeReadme } from './make-readme.js';
import { makeRegionPage } from './make-region-page.js';
import { makeServicePage } from './make-service-page.js';
import { makeSignersPage } from './make-signers-page.js';
import { makeStewardPage } from './make-steward-page.js';
import { makeTrustPolicy } from './make-trust-policy.js';
import { appOf, type RegionPages } from './region-pages.js';

const makers: Readonly<Record<string, (pages: RegionPages) => string>> = {
  'README.md': makeReadme,
  'feed.atom': makeFeed,
  'policy/allowed_signers': makeSignersPage,
  'policy/entry.schema.json': makeEntrySchema,
  'policy/trust.policy': makeTrustPolicy,
  'region.md': makeRegionPage,
};

/** The text of the page by that path; undefined where there is none. */
export function makePage(pages: RegionPages, path: string): string | undefined {
  if (pages.updated === null) return undefined;
  if (Object.hasOwn(makers, path)) return makers[path]?.(pages);
  const [, folder, name = ''] = /^(services|stewards)\/([^/]+)\.md$/.exec(path) ?? [];
  if (folder === 'stewards') return pages.people.includes(name) ? makeStewardPage(pages, name) : undefined;
  const app = folder === 'services' ? appOf(pages, name) : undefined;
  return app && makeServicePage(pages, name, app);
}

/** The public contract of an entry, for editors and other programs (JSON Schema 2020-12). */
function makeEntrySchema(): string {
  return `${JSON.stringify(z.toJSONSchema(entrySchema, { io: 'input' }), null, 2)}\n`;
}
