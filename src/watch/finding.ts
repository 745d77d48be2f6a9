import { z } from 'zod';

/** What can be wrong with a log or a node, as far as somebody who only reads can see it. */
const findingKinds = [
  'rollback',
  'fork',
  'invalid',
  'other-log',
  'unwitnessed',
  'stale',
  'dangling',
  'breakglass',
  'silent',
  'unexplained',
  'node-silent',
  'not-delivered',
] as const;

/** One thing that is wrong now. The same key at the next look: it is still wrong. */
export const findingSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(findingKinds),
  /** What had to be looked at to see it: only another such look can say that it is well again. */
  scope: z.string(),
  says: z.string(),
  /** Further facts, one a line. */
  details: z.array(z.string()),
  /** What to do next, the best first. */
  tryThis: z.array(z.string()),
  /** Since when, where that is known better than by when it was first seen. */
  since: z.string().optional(),
  /** Differs where more became wrong than was told before; none: nothing to tell anew. */
  mark: z.string().optional(),
  node: z.string().optional(),
  app: z.string().optional(),
  /** A file that shows it to anybody. */
  proof: z.string().optional(),
});

export type Finding = z.infer<typeof findingSchema>;
export type FindingKind = Finding['kind'];

const ofTheLog: readonly FindingKind[] = ['rollback', 'fork', 'invalid', 'other-log', 'unwitnessed'];

/** Whether the record itself is in doubt (exit status 12), or something waits for a person (3). */
export function isLogTrouble({ kind }: Pick<Finding, 'kind'>): boolean {
  return ofTheLog.includes(kind);
}
