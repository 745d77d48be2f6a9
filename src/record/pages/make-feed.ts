import { nearestInstant } from '../../model/nearest-instant.js';
import type { NamedChange, RegionPages } from './region-pages.js';
import { isShortCommitment } from './short-commitment.js';

/** feed.atom: the newest changes (Atom, RFC 4287), newest first. */
export function makeFeed(pages: RegionPages): string {
  const { origin, since, updated, newest } = pages;
  const domain = origin.replace(/\/changelog$/, '');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${since === null ? '' : tag(domain, since)}</id>`,
    `<title>Changelog of ${escapeXml(domain)}</title>`,
    '<subtitle>What was changed, by whom, and whether it worked. README.md says how to check it and what it is worth.</subtitle>',
    `<updated>${updated === null ? '' : nearestInstant(updated)}</updated>`,
    '<generator>tend</generator>',
    '<link rel="alternate" type="text/markdown" href="region.md"/>',
    ...newest.toReversed().flatMap((change) => feedEntry(domain, change)),
    '</feed>',
    '',
  ].join('\n');
}

function feedEntry(domain: string, change: NamedChange): string[] {
  const { id, at, by, app } = change;
  return [
    '<entry>',
    `<id>${tag(domain, at, id)}</id>`,
    `<title>${escapeXml(titleOf(change))}</title>`,
    `<updated>${nearestInstant(at)}</updated>`,
    `<author><name>${escapeXml(by)}</name></author>`,
    `<link rel="alternate" type="text/markdown" href="${app === undefined ? 'region.md' : `services/${escapeXml(app)}.md`}"/>`,
    `<content type="text">${escapeXml(contentOf(change))}</content>`,
    '</entry>',
  ];
}

/** RFC 4151: the domain, a day on which it was the region's, and what is named. */
function tag(domain: string, time: string, id?: string): string {
  return escapeXml(`tag:${domain},${nearestInstant(time).slice(0, 10)}:changelog${id === undefined ? '' : `/${id}`}`);
}

function titleOf({ app, what, came }: Pick<NamedChange, 'app' | 'what' | 'came'>): string {
  return `${app === undefined ? '' : `${app}: `}${what}${came ? `: ${came.result}` : ''}`;
}

function contentOf({ by, at, ids, why, ...title }: NamedChange): string {
  const reason = why === undefined ? '' : ` Why: ${isShortCommitment(why) ? `details/${why}…` : why}.`;
  return `${titleOf(title)}. By ${by}, ${at}, entries ${ids}.${reason}`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
