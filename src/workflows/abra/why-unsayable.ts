import { makeCommentedApp } from '../../manifest/app-comments.js';
import { checkAppFile } from '../../manifest/check-app-file.js';
import { parseYaml } from '../../manifest/parse-yaml.js';
import type { FoldedApp } from './folded-app.js';

/** Why an app, written as a file of the manifest, would not be read again; undefined where it would. Pure. */
export function whyUnsayable({ key, app, comments }: Pick<FoldedApp, 'key' | 'app' | 'comments'>): string | undefined {
  const { source, mistakes } = parseYaml(`apps/${key}.yml`, makeCommentedApp(app, comments));
  const [first] = [...mistakes, ...(source ? checkAppFile(source).mistakes : [])];
  return first?.says.replace(/\.$/, '');
}
