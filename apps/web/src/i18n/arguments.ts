/**
 * Reads the argument names out of an ICU message, so that `t('x', {…})` with a missing or misspelt argument does not
 * compile. Plural and select branches hold `#` and plain words only: nested arguments would not be seen.
 */
type Complex<S extends string> = S extends `${string}}}${infer Rest}` ? Rest : ''

export type ArgumentNames<S extends string> = S extends `${string}{${infer Open}}${infer Tail}`
  ? Open extends `${infer Name}, plural,${string}`
    ? Name | ArgumentNames<AfterBranches<Open, Tail>>
    : Open extends `${infer Name}, select,${string}`
      ? Name | ArgumentNames<AfterBranches<Open, Tail>>
      : Open extends `${infer Name}, ${string}`
        ? Name | ArgumentNames<Tail>
        : Open | ArgumentNames<Tail>
  : never

type AfterBranches<Open extends string, Tail extends string> = Tail extends `}${infer Rest}`
  ? Rest
  : Open extends string
    ? Complex<Tail>
    : never

export type ArgumentValue = string | number | boolean | Date | null | undefined

/** `[]` for a plain message, else one object with every named argument. */
export type MessageArguments<S extends string> = [ArgumentNames<S>] extends [never]
  ? []
  : [values: { readonly [N in ArgumentNames<S>]: ArgumentValue }]
