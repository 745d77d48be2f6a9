/** What a step does to its app: the engines carry out each kind by this, and plans order and sign it so. */
export type Effect = 'comes' | 'changes' | 'goes' | 'none';

/** What there is to know of a kind of step; when a plan has it stands in `plan/choose-kind.ts`. */
interface KindOfStep {
  readonly effect: Effect;
  /** Why tend wants it. */
  readonly cause: string;
  /** What was done, where it is done; `…` stands for the version. */
  readonly done: string;
  /** Under what it is counted at the end of a plan. */
  readonly counted: CountedAs;
}

/** In the order in which a plan counts them. */
export const countedAs = ['to deploy', 'to upgrade', 'to change', 'to remove'] as const;
type CountedAs = (typeof countedAs)[number];

/** Every kind of step. Entries of the changelog name them, so none may ever change its name. */
export const stepKinds = {
  deploy: {
    effect: 'comes',
    cause: 'the manifest wants it, and it is not there',
    done: 'deployed …',
    counted: 'to deploy',
  },
  upgrade: {
    effect: 'changes',
    cause: 'the manifest names a newer version',
    done: 'upgraded to …',
    counted: 'to upgrade',
  },
  downgrade: {
    effect: 'changes',
    cause: 'the manifest names an older version',
    done: 'downgraded to …',
    counted: 'to change',
  },
  change: {
    effect: 'changes',
    cause: 'what runs is not what the manifest says',
    done: 'changed',
    counted: 'to change',
  },
  undeploy: {
    effect: 'goes',
    cause: 'the manifest says state: absent',
    done: 'undeployed, its data kept',
    counted: 'to remove',
  },
  /** No plan makes it: what runs is taken over by an edit of the manifest. Entries may name it. */
  adopt: {
    effect: 'changes',
    cause: 'it runs already and becomes part of the region',
    done: 'taken over …',
    counted: 'to change',
  },
  /** No plan makes it: a person reads a secret (`tend app secret show`), and entries say so. */
  'read-secret': {
    effect: 'none',
    cause: 'a person wants to see a secret',
    done: 'secret read',
    counted: 'to change',
  },
} as const satisfies Record<string, KindOfStep>;

export type StepKind = keyof typeof stepKinds;

export function effectOf({ kind }: { readonly kind: StepKind }): Effect {
  return stepKinds[kind].effect;
}
