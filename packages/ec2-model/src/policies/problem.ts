/** What can be wrong with a policy document, in the order in which IAM looks for it. */
export const problemKeys = [
  // Syntax.
  'invalid-json',
  'not-an-object',
  'duplicate-element',
  'unknown-element',
  'wrong-type',
  'missing-statement',
  'missing-effect',
  'invalid-effect',
  'both-elements',
  'invalid-version',
  'unknown-operator',
  'unknown-principal-type',
  // Version.
  'old-version',
  // The older parser behind it.
  'effect-case',
  'invalid-date',
  'invalid-number',
  'invalid-boolean',
  'invalid-address',
  'malformed-arn',
  'duplicate-sid',
  'missing-action',
  'missing-resource',
  'resource-not-arn',
  'resource-partition',
  'resource-vendor',
  'resource-region',
  'iam-resource-region',
  'iam-resource-path',
  'action-without-service',
  'action-colons',
  'invalid-service',
  'principal-not-allowed',
  'missing-principal',
  'resource-not-allowed',
  'trust-action',
  // Legal, and hardly meant.
  'variable-in-old-version',
  'allow-with-not-action',
  'pass-any-role',
  'empty-condition',
] as const
export type ProblemKey = (typeof problemKeys)[number]

export interface Problem {
  /** An `error` is refused by IAM. */
  readonly severity: 'error' | 'warning'
  readonly key: ProblemKey
  /** What the text about it names. */
  readonly values: Readonly<Record<string, string>>
  readonly place: Place
}

/** Where in the document's text. */
export interface Place {
  /** `['Statement', 0, 'Action', 1]` */
  readonly path: readonly (string | number)[]
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  readonly offset: number
  readonly length: number
}
