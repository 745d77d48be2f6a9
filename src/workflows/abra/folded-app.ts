import type { AppComments } from '../../manifest/app-comments.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import type { SecretSign } from '../../model/looks-secret.js';
import type { Secret } from '../../model/secret.js';

/** An app as the manifest says it in the fewest lines, and what does not belong there. */
export interface FoldedApp {
  /** Its name in the manifest. */
  readonly key: string;
  readonly app: AppManifest;
  readonly comments: AppComments;
  /** Values that look like secrets, for files that git ignores. */
  readonly hidden: readonly HiddenVariable[];
  readonly notices: readonly string[];
}

export interface HiddenVariable {
  readonly key: string;
  /** From the region folder: `private/wiki/SMTP_PASSWORD`. */
  readonly file: string;
  readonly value: Secret;
  readonly because: SecretSign | 'a secret is part of it';
}
