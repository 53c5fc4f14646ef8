/** A pattern in parts: text that stands for itself, or wildcards. */
export type PatternPart = string | typeof anyText | typeof oneCharacter | Variable
export const anyText = Symbol('*')
export const oneCharacter = Symbol('?')

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}` */
export interface Variable {
  readonly key: string
  readonly otherwise?: string
}

/** Values of the keys of a request: by key in lower case; undefined for a key that it does not have. */
export interface ContextValues {
  get(key: string): readonly string[] | undefined
}

/**
 * Reads a pattern. `variables`: whether `${…}` are variables, which they are since version 2012-10-17; `${*}`, `${?}` and `${$}` are the characters
 * themselves. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(text: string, variables: boolean): readonly PatternPart[] {
  const parts: PatternPart[] = []
  const literal = (more: string): void => {
    const last = parts.at(-1)
    if (typeof last === 'string') parts[parts.length - 1] = last + more
    else parts.push(more)
  }
  const tokens = variables ? /\$\{([^}]*)\}|\*|\?/g : /\*|\?/g
  let end = 0
  for (const token of text.matchAll(tokens)) {
    if (token.index > end) literal(text.slice(end, token.index))
    end = token.index + token[0].length
    if (token[0] === '*') parts.push(anyText)
    else if (token[0] === '?') parts.push(oneCharacter)
    else if (['*', '?', '$'].includes(token[1] ?? '')) literal(token[1] ?? '')
    else parts.push(readVariable(token[1] ?? ''))
  }
  if (end < text.length) literal(text.slice(end))
  return parts
}

function readVariable(text: string): Variable {
  const parts = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(text)
  const key = parts?.[1] ?? text
  const otherwise = parts?.[2]
  return { key: key.toLowerCase(), ...(otherwise !== undefined && { otherwise }) }
}

type Resolved = string | typeof anyText | typeof oneCharacter

/** The variables replaced by their values, which stand for themselves; undefined where one has no value. */
export function resolve(
  parts: readonly PatternPart[],
  context: ContextValues,
): readonly Resolved[] | undefined {
  if (!parts.some(isVariable)) return parts.filter(isResolved)
  const resolved: Resolved[] = []
  for (const part of parts) {
    if (!isVariable(part)) resolved.push(part)
    else {
      const values = context.get(part.key)
      const value = values?.length === 1 ? values[0] : part.otherwise
      if (value === undefined) return undefined
      resolved.push(value)
    }
  }
  return resolved
}

function isResolved(part: PatternPart): part is Resolved {
  return !isVariable(part)
}

function isVariable(part: PatternPart): part is Variable {
  return typeof part === 'object'
}

/** Whether a whole text is what the pattern says, in time that grows with the product of their lengths at most. */
export function matchesParts(parts: readonly Resolved[], text: string): boolean {
  let part = 0
  let at = 0
  let starPart = -1
  let starAt = 0
  for (;;) {
    const wanted = parts[part]
    if (wanted === anyText) {
      starPart = part
      starAt = at
      part += 1
      continue
    }
    if (wanted === undefined && at === text.length) return true
    if (typeof wanted === 'string' && text.startsWith(wanted, at)) {
      at += wanted.length
      part += 1
      continue
    }
    if (wanted === oneCharacter && at < text.length) {
      at += 1
      part += 1
      continue
    }
    if (starPart === -1 || starAt >= text.length) return false
    starAt += 1
    at = starAt
    part = starPart + 1
  }
}
