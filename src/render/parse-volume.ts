/** A volume of a service in the long form of a compose file. */
export interface ComposeMount {
  readonly type: string;
  readonly source?: string | undefined;
  readonly target?: string | undefined;
  readonly read_only?: boolean | undefined;
  readonly consistency?: string | undefined;
  readonly bind?: { readonly propagation?: string | undefined } | undefined;
  readonly volume?: { readonly nocopy?: boolean | undefined; readonly subpath?: string | undefined } | undefined;
  readonly tmpfs?: { readonly size?: number | undefined } | undefined;
}

const propagations = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'];

/** A single letter before a colon is a Windows drive to docker, never the name of a volume. */
const colons = /(?<!(?:^|:)[A-Za-z]):/;

/** A volume in the short form (`data:/data:ro`, `/etc/x:/x`, `/anonymous`) in the long one; undefined where it is none. */
export function parseVolume(text: string): ComposeMount | undefined {
  if (text === '') return undefined;
  const parts = text.length < 3 ? [text] : text.split(colons);
  if (parts.length > 3 || parts.includes('')) return undefined;
  const [first = '', target, options = ''] = parts;
  if (target === undefined) return { type: 'volume', target: first };
  const type = /^(?:[./~]|\\\\|[A-Za-z]:)/.test(first) ? 'bind' : 'volume';
  return { type, source: first, target, ...parseOptions(options) };
}

/** Options that docker does not know it passes over, and so does this. */
function parseOptions(options: string): Partial<ComposeMount> {
  const words = options.split(',');
  const propagation = words.findLast((word) => propagations.includes(word));
  const readOnly = words.findLast((word) => word === 'ro' || word === 'rw') === 'ro';
  return {
    ...given({
      read_only: readOnly ? true : undefined,
      volume: words.includes('nocopy') ? { nocopy: true } : undefined,
      bind: propagation ? { propagation } : undefined,
    }),
  };
}
import { given } from '../model/given.js';
