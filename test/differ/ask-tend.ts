import { KnownError } from '../../src/model/known-error.js';
import { checkCompose } from '../../src/render/check-compose.js';
import { interpolateCompose } from '../../src/render/interpolate-compose.js';
import { loadCompose } from '../../src/render/load-compose.js';
import { mergeCompose } from '../../src/render/merge-compose.js';
import { parseComposeFile } from '../../src/render/parse-compose-file.js';
import { refuseMixedVersions } from '../../src/render/refuse-mixed-versions.js';
import { render } from '../../src/render/render.js';
import type { Answer, ComposeCase } from './compose-case.js';

/** What tend makes of a case, as prepareAsAbra and render do it, without what is Co-op Cloud's alone. */
export function askTend({ files, env }: ComposeCase): Answer {
  try {
    const sources = files.map((text, i) => parseComposeFile(`f${i}.yml`, text));
    refuseMixedVersions(sources);
    const checked = sources.map((source) => checkCompose(interpolateCompose(source, env)));
    const around = { folder: '.', files: new Map<string, Uint8Array>(), env };
    const compose = mergeCompose(checked.map((file) => loadCompose(file, around)));
    const prepared = { stack: 'st', env, compose: { ...compose }, files: new Map(), ignored: [], notices: [] };
    const { specs } = render(prepared);
    const services = specs.services.map((spec) => [spec.Name.replace(/^st_/, ''), spec] as const);
    return { services: Object.fromEntries(services), networks: specs.networks };
  } catch (error) {
    return {
      error:
        error instanceof KnownError ? [error.message, ...error.details].join('; ') : `BUG ${(error as Error).stack}`,
    };
  }
}
