import {
  anyText,
  matchesParts,
  readPattern,
  resolve,
  type ContextValues,
  type PatternPart,
} from './wildcard.ts'

/** A pattern of ARNs, read once. */
export type ArnPattern = '*' | readonly (readonly PatternPart[])[]

/**
 * Each of the six parts of an ARN is compared for itself; parts that are missing at the end match anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function readArnPattern(text: string, variables: boolean): ArnPattern {
  if (text === '*') return '*'
  const fields: PatternPart[][] = [[]]
  for (const part of readPattern(text, variables)) {
    if (typeof part !== 'string') {
      fields.at(-1)?.push(part)
      continue
    }
    let rest = part
    while (fields.length < 6 && rest.includes(':')) {
      const colon = rest.indexOf(':')
      if (colon > 0) fields.at(-1)?.push(rest.slice(0, colon))
      fields.push([])
      rest = rest.slice(colon + 1)
    }
    if (rest !== '') fields.at(-1)?.push(rest)
  }
  while (fields.length > 1 && fields.length < 6) fields.push([anyText])
  return fields
}

/** Undefined where a variable of the pattern has no value. */
export function matchesArn(
  pattern: ArnPattern,
  arn: string,
  context: ContextValues,
): boolean | undefined {
  if (pattern === '*') return true
  const fields = arnFields(arn)
  let matches = true
  for (const [at, parts] of pattern.entries()) {
    const resolved = resolve(parts, context)
    if (!resolved) return undefined
    matches &&= matchesParts(resolved, fields[at] ?? '')
  }
  return matches && fields.length === pattern.length
}

/** Of an ARN the six parts, of anything else the whole. */
function arnFields(arn: string): readonly string[] {
  const fields = arn.split(':')
  return fields.length <= 6 ? fields : [...fields.slice(0, 5), fields.slice(5).join(':')]
}
