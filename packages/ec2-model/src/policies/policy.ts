/** A policy document as it is evaluated. */
export interface Policy {
  /** Without a `Version` element: `2008-10-17`, in which there are no variables. */
  readonly version: '2008-10-17' | '2012-10-17'
  readonly id?: string
  readonly statements: readonly Statement[]
}

export interface Statement {
  /** Place in the document, from 0. */
  readonly index: number
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions: PatternList
  /** Absent in trust policies. */
  readonly resources?: PatternList
  readonly principals?: Principals
  readonly conditions: readonly Condition[]
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface PatternList {
  readonly not: boolean
  readonly list: readonly string[]
}

export const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const
export type PrincipalType = (typeof principalTypes)[number]

/** `Principal` or `NotPrincipal`. */
export interface Principals {
  readonly not: boolean
  /** `"*"`; as AWS's own it means the same as `{"AWS": "*"}`. */
  readonly everyone: boolean
  readonly byType: Readonly<Partial<Record<PrincipalType, readonly string[]>>>
}

/** One key of one operator. */
export interface Condition {
  /** As written: `ForAllValues:StringLikeIfExists`. */
  readonly operator: string
  readonly base: BaseOperator
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue'
  readonly ifExists: boolean
  readonly key: string
  readonly values: readonly string[]
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const baseOperators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
] as const
export type BaseOperator = (typeof baseOperators)[number]

export interface Operator {
  readonly base: BaseOperator
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue'
  readonly ifExists: boolean
}

/** `ForAnyValue:StringLikeIfExists` in its parts; undefined for what is no operator. */
export function readOperator(text: string): Operator | undefined {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text)
  const base = baseOperators.find((each) => each === parts?.[2])
  if (!parts || !base || (base === 'Null' && parts[3])) return undefined
  const quantifier =
    parts[1] === 'ForAllValues' || parts[1] === 'ForAnyValue' ? parts[1] : undefined
  return { base, ...(quantifier && { quantifier }), ifExists: parts[3] !== undefined }
}
