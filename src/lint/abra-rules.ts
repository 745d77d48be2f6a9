/** A rule of `abra recipe lint`, as far as it is known. */
export interface AbraRule {
  readonly id: string;
  readonly level: 'error' | 'warning';
  /** What it wants. */
  readonly wants: string;
  /** `S` seen in a source that ran into it, `R` recalled: number, wording or level may be others. */
  readonly grade: 'S' | 'R';
}

/**
 * All that is taken for granted about abra's lint (0.13); the one place to mend where it turns out wrong. Where a level
 * is uncertain the milder one stands here. R013 (the repository exists on Co-op Cloud's forge) is not asked.
 */
export const abraRules = {
  composeVersion: { id: 'R001', level: 'warning', wants: 'compose files of version 3.8', grade: 'R' },
  healthcheck: { id: 'R002', level: 'warning', wants: 'a health check for every service', grade: 'R' },
  imageTag: { id: 'R003', level: 'error', wants: 'a tag on every image', grade: 'R' },
  unstableTag: { id: 'R004', level: 'error', wants: 'no tag that moves, such as latest', grade: 'R' },
  semverTag: { id: 'R005', level: 'warning', wants: 'tags that look like versions', grade: 'R' },
  published: { id: 'R006', level: 'warning', wants: 'a published version', grade: 'R' },
  readme: { id: 'R007', level: 'warning', wants: 'the metadata of README.md filled in', grade: 'R' },
  sample: { id: 'R008', level: 'error', wants: 'an .env.sample', grade: 'R' },
  appService: { id: 'R009', level: 'error', wants: 'a service named app', grade: 'R' },
  traefik: { id: 'R010', level: 'warning', wants: 'traefik enabled by a label', grade: 'R' },
  image: { id: 'R011', level: 'error', wants: 'an image for every service', grade: 'R' },
  configVersion: { id: 'R012', level: 'error', wants: "configs' versions exported by abra.sh", grade: 'R' },
  annotatedTag: { id: 'R014', level: 'error', wants: 'annotated tags for versions', grade: 'S' },
  secretLength: { id: 'R015', level: 'warning', wants: 'names of secrets of at most 12 characters', grade: 'R' },
} as const satisfies Readonly<Record<string, AbraRule>>;
