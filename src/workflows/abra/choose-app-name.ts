/** An app that needs a name in the manifest. */
export interface Nameless {
  readonly domain: string;
  readonly recipe: string;
}

/** A name for an app: what stands before the region's domain, else its recipe; numbered where it is taken. */
export function chooseAppName({ domain, recipe }: Nameless, regionDomain: string, taken: ReadonlySet<string>): string {
  const inner = domain.endsWith(`.${regionDomain}`) ? domain.slice(0, -regionDomain.length - 1) : '';
  const whole = asKey(domain);
  const wanted = asKey(inner) || (domain === regionDomain ? asKey(recipe) : firstLabel(domain)) || 'app';
  for (const name of [wanted, whole]) if (name !== '' && !taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

/** The longest domain below which at least half of the apps are: the one to leave out of the manifest's lines. */
export function commonDomain(domains: readonly string[]): string | undefined {
  const above = domains.flatMap((domain) => parentsOf(domain));
  const counts = [...Map.groupBy(above, (parent) => parent)].map(([parent, all]) => ({ parent, times: all.length }));
  const shared = counts.filter(({ times }) => times * 2 >= domains.length);
  shared.sort((a, b) => b.parent.split('.').length - a.parent.split('.').length || b.times - a.times);
  return shared[0]?.parent;
}

/** `a.b.org` and `b.org` of `x.a.b.org`; a single label is no region. */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'));
}

function firstLabel(domain: string): string {
  return asKey(domain.split('.')[0] ?? '');
}

function asKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}
