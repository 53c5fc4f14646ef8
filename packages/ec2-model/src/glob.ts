/** One character of a pattern, or a wildcard. */
export type Glob = { readonly char: string } | 'one' | 'any'

/**
 * A filter's value: `*` is any text, `?` any character, and a backslash takes their meaning away.
 * The plain text when there is no wildcard in it.
 */
export function parseGlob(text: string): string | readonly Glob[] {
  const parts: Glob[] = []
  const chars = [...text]
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] ?? ''
    const next = chars[i + 1]
    if (char === '*') parts.push('any')
    else if (char === '?') parts.push('one')
    else if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      parts.push({ char: next })
      i += 1
    } else parts.push({ char })
  }
  const plain = parts.every((part) => typeof part === 'object')
  return plain ? parts.map((part) => (typeof part === 'object' ? part.char : '')).join('') : parts
}

/** Takes at most pattern × text steps, whatever the pattern: a regular expression could be made to take for ever. */
export function matchesGlob(pattern: readonly Glob[], text: string): boolean {
  const chars = [...text]
  let at = 0
  let part = 0
  let lastAny = -1
  let resumeAt = 0
  while (at < chars.length) {
    const glob = pattern[part]
    if (glob === 'any') {
      lastAny = part
      resumeAt = at
      part += 1
    } else if (glob === 'one' || (glob !== undefined && glob.char === chars[at])) {
      part += 1
      at += 1
    } else if (lastAny >= 0) {
      // The last `*` takes one character more, and the rest is tried again.
      part = lastAny + 1
      resumeAt += 1
      at = resumeAt
    } else return false
  }
  return pattern.slice(part).every((glob) => glob === 'any')
}
