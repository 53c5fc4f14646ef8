/** Longer texts are not matched: patterns come with a length, and one that does not must not cost a slow search. */
const maxMatchedLength = 16 * 1024

/**
 * A test for a pattern of AWS's models. They are Java's and match whole values; undefined when JavaScript has no way to
 * say one, and then nothing is refused by it.
 */
export function compilePattern(pattern: string): ((text: string) => boolean) | undefined {
  const ignoreCase = pattern.startsWith('(?i)')
  const bare = (ignoreCase ? pattern.slice(4) : pattern)
    // Written for characters beyond the first plane, but spelt for four digits.
    .replaceAll('\\u10000-\\u10FFFF', '\\u{10000}-\\u{10FFFF}')
  const whole = `^(?:${bare})$`
  for (const flags of ['u', '']) {
    try {
      const compiled = new RegExp(whole, flags + (ignoreCase ? 'i' : ''))
      return (text) => text.length > maxMatchedLength || compiled.test(text)
    } catch {
      // Some escapes are errors only under the stricter flag.
    }
  }
  return undefined
}
