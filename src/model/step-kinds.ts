/** What there is to know of a kind of step, but how it is recognised (plan) and carried out (apply). */
interface KindOfStep {
  /** Before it in a plan: something comes, changes or goes. */
  readonly sign: '+' | '~' | '-';
  /** Why tend wants it. */
  readonly cause: string;
  /** What was done, where it is done; `…` stands for the version. */
  readonly done: string;
  /** Under what it is counted at the end of a plan. */
  readonly counted: CountedAs;
}

/** In the order in which a plan counts them. */
export const countedAs = ['to deploy', 'to upgrade', 'to change', 'to remove'] as const;
export type CountedAs = (typeof countedAs)[number];

/** Every kind of step. Entries of the changelog name them, so none may ever change its name. */
export const stepKinds = {
  deploy: {
    sign: '+',
    cause: 'the manifest wants it, and it is not there',
    done: 'deployed …',
    counted: 'to deploy',
  },
  upgrade: {
    sign: '~',
    cause: 'the manifest names a newer version',
    done: 'upgraded to …',
    counted: 'to upgrade',
  },
  downgrade: {
    sign: '~',
    cause: 'the manifest names an older version',
    done: 'downgraded to …',
    counted: 'to change',
  },
  change: {
    sign: '~',
    cause: 'what runs is not what the manifest says',
    done: 'changed',
    counted: 'to change',
  },
  undeploy: {
    sign: '-',
    cause: 'the manifest says state: absent',
    done: 'undeployed, its data kept',
    counted: 'to remove',
  },
  /** No plan makes it: what runs is taken over by an edit of the manifest. Entries may name it. */
  adopt: {
    sign: '+',
    cause: 'it runs already and becomes part of the region',
    done: 'taken over …',
    counted: 'to deploy',
  },
} as const satisfies Record<string, KindOfStep>;

export type StepKind = keyof typeof stepKinds;
