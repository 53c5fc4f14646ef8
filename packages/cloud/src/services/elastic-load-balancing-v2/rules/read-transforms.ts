import type { RuleTransform as SdkTransform } from '@aws-sdk/client-elastic-load-balancing-v2'
import { enumError, validationError } from '../errors.ts'
import { checkExpressions } from './read-conditions.ts'
import type { RuleTransform } from './rule.ts'

/** The transforms of a call: one of each type. Throws AWS's refusals. */
export function readTransforms(
  transforms: readonly SdkTransform[] | undefined,
): readonly RuleTransform[] {
  const read = (transforms ?? []).map(readTransform)
  if (new Set(read.map(({ type }) => type)).size < read.length) {
    throw validationError('A rule can have one transform of each type')
  }
  return read
}

function readTransform(transform: SdkTransform): RuleTransform {
  const type = transform.Type ?? ''
  if (type !== 'host-header-rewrite' && type !== 'url-rewrite') {
    throw enumError(type, 'transforms.1.member.type', ['host-header-rewrite', 'url-rewrite'])
  }
  const config =
    type === 'url-rewrite' ? transform.UrlRewriteConfig : transform.HostHeaderRewriteConfig
  const rewrites = config?.Rewrites ?? []
  const [rewrite] = rewrites
  if (rewrites.length !== 1 || rewrite?.Regex === undefined || rewrite.Replace === undefined) {
    throw validationError(`A transform of type '${type}' must have exactly one rewrite`)
  }
  checkExpressions([rewrite.Regex], type)
  return { type, regex: rewrite.Regex, replace: rewrite.Replace }
}
