/** A statement as far as it can be read: lists where the grammar takes one or many. */
export interface ReadStatement {
  readonly sid: string | undefined
  readonly effect: string
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  readonly resources: readonly string[]
  readonly notResources: readonly string[]
  /** Operator, key, values. */
  readonly conditions: readonly (readonly [string, string, readonly string[]])[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String)

/** The statements of a document that may be half written; undefined while it is not JSON. */
export function readStatements(text: string): readonly ReadStatement[] | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(document)) return undefined
  const { Statement } = document
  const all: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement]
  return all.filter(isRecord).map((one) => ({
    sid: typeof one['Sid'] === 'string' ? one['Sid'] : undefined,
    effect: String(one['Effect']),
    actions: texts(one['Action']),
    notActions: texts(one['NotAction']),
    resources: texts(one['Resource']),
    notResources: texts(one['NotResource']),
    conditions: Object.entries(isRecord(one['Condition']) ? one['Condition'] : {}).flatMap(
      ([operator, keys]) =>
        Object.entries(isRecord(keys) ? keys : {}).map(
          ([key, values]) => [operator, key, texts(values)] as const,
        ),
    ),
  }))
}

/** The document with one statement more, printed; undefined while it is not JSON. */
export function withStatement(text: string, statement: object): string | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(document)) return undefined
  const { Statement } = document
  const present: readonly unknown[] = Array.isArray(Statement)
    ? Statement
    : Statement === undefined
      ? []
      : [Statement]
  return JSON.stringify({ ...document, Statement: [...present, statement] }, undefined, 2)
}
