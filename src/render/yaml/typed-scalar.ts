const kindOf = Symbol('kind of a scalar');

/**
 * A plain scalar that docker's loader holds as something which JavaScript has no value for: a float (`80.0` is no `80`
 * to it, and prints otherwise), a whole number too large to be exact, a time.
 */
export interface TypedScalar {
  readonly [kindOf]: 'float' | 'integer' | 'time';
  /** As Go prints it, which is what docker's client sends where a text is wanted: `1e+06`. */
  readonly text: string;
  /** None for a time. */
  readonly value: number | undefined;
}

/** A scalar that keeps its kind until it is known what is wanted where it stands. */
export function typedScalar(kind: TypedScalar[typeof kindOf], text: string, value?: number): TypedScalar {
  return { [kindOf]: kind, text, value };
}

export function isTypedScalar(value: unknown): value is TypedScalar {
  return typeof value === 'object' && value !== null && kindOf in value;
}

/** The kind of a typed scalar. */
export function scalarKind(scalar: TypedScalar): TypedScalar[typeof kindOf] {
  return scalar[kindOf];
}
