import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a real Docker 20.10 answered to each question that planning asks: a stack with a config, a secret and a volume runs. */
export const recordedAnswers = JSON.parse(
  readFileSync(join(import.meta.dirname, 'docker-answers', 'engine-20.10.json'), 'utf8'),
) as Readonly<Record<string, unknown>>;
