/** What a step's answer must be: kept under a name, refused with a code, or (after its query) this value. */
export type Expected =
  | { readonly keep: string }
  | { readonly refused: string }
  | { readonly is: unknown }

/** A command line of the AWS CLI as a shell reads it (`$name`: what an earlier step kept), its query, what it answers. */
export type Step = readonly [line: string, query?: string, expected?: Expected]

/** One resource's life: create, describe, tag, modify, delete, gone. */
export interface Walk {
  readonly resource: string
  readonly service?: 'autoscaling' | 'cloudwatch' | 'elbv2' | 'iam' | 'savingsplans' | 'ssm'
  /** Of EC2, before the others. */
  readonly first?: readonly Step[]
  readonly steps: readonly Step[]
}

export const keep = (name: string): Expected => ({ keep: name })
export const refused = (code: string): Expected => ({ refused: code })
export const is = (value: unknown): Expected => ({ is: value })

/** The answer to a list that no longer has the resource. */
export const gone = is([])

/** Tags a resource of EC2, finds the tag by filter, takes it away. */
export function tagging(id: string, type: string): readonly Step[] {
  const tags = `describe-tags --filters Name=resource-id,Values=$${id} Name=key,Values=stage`
  const query = 'Tags[].[ResourceType,Value]'
  return [
    [`create-tags --resources $${id} --tags Key=stage,Value=test 'Key=course,Value=a b'`],
    [tags, query, is([[type, 'test']])],
    [`delete-tags --resources $${id} --tags Key=stage`],
    [tags, query, gone],
  ]
}

/** The option that tags a resource as it is made. */
export const named = (type: string) =>
  `--tag-specifications ResourceType=${type},Tags=[{Key=Name,Value=walk}]`

/** The words of a line as a shell hands them over: quotes keep spaces, `$name` is replaced outside and inside them. */
export function wordsOf(line: string, kept: ReadonlyMap<string, string>): string[] {
  const words = [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''))
  return words.map((word) => filled(word, kept))
}

/** A value with what was kept in the place of each `$name`. */
export function filled(text: string, kept: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$([a-z]\w*)/gi, (_, name: string) => {
    const value = kept.get(name)
    if (value === undefined) throw new Error(`No earlier step kept ${name}`)
    return value
  })
}

/** The same for every string in an expected value. */
export function filledIn(value: unknown, kept: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return filled(value, kept)
  if (Array.isArray(value)) return value.map((each) => filledIn(each, kept))
  return value
}
