import type { PlainKey } from '../../i18n/index.ts'
import { isExpression } from './match-rule.ts'
import type { Rule, Transform } from './model.ts'

export const transformTypes = ['host-header-rewrite', 'url-rewrite'] as const
export type TransformType = (typeof transformTypes)[number]

/** A rewrite of a request on its way to the target; a rule has one of each type at most. */
export interface TransformDraft {
  readonly type: TransformType
  readonly regex: string
  readonly replace: string
}

export function toTransformDrafts(rule: Rule | undefined): readonly TransformDraft[] {
  return (rule?.Transforms ?? []).flatMap((transform) => {
    const type = transformTypes.find((one) => one === transform.Type)
    const config = transform.UrlRewriteConfig ?? transform.HostHeaderRewriteConfig
    const { Regex = '', Replace = '' } = config?.Rewrites?.[0] ?? {}
    return type === undefined ? [] : [{ type, regex: Regex, replace: Replace }]
  })
}

/** What keeps it from being sent. */
export function findTransformProblem({ regex }: TransformDraft): PlainKey | undefined {
  if (regex === '') return 'fields.missing'
  return isExpression(regex) ? undefined : 'balancing.regexProblem'
}

export function toTransform({ type, regex, replace }: TransformDraft): Transform {
  const config = { Rewrites: [{ Regex: regex, Replace: replace }] }
  return type === 'url-rewrite'
    ? { Type: type, UrlRewriteConfig: config }
    : { Type: type, HostHeaderRewriteConfig: config }
}
