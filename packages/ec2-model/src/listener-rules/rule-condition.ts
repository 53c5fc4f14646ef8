/** What a request must be for a rule to take it: any of the values of each condition. */
export type RuleCondition =
  | ValuesCondition
  | HttpHeaderCondition
  | { readonly field: 'http-request-method'; readonly values: readonly string[] }
  | QueryStringCondition
  | { readonly field: 'source-ip'; readonly values: readonly string[] }

/** `*` and `?` in values are wildcards; hosts are compared without regard to case, paths with it. */
export interface ValuesCondition {
  readonly field: 'host-header' | 'path-pattern'
  readonly values: readonly string[]
  /** Regular expressions, instead of values. */
  readonly regexValues?: readonly string[]
}

export interface HttpHeaderCondition {
  readonly field: 'http-header'
  readonly name: string
  readonly values: readonly string[]
  readonly regexValues?: readonly string[]
}

export interface QueryStringCondition {
  readonly field: 'query-string'
  /** Without a key: any parameter of that value. */
  readonly values: readonly { readonly key?: string; readonly value: string }[]
}
