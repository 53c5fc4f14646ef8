/** A shell pattern as a regular expression source; `\` makes the next character plain. */
export function patternSource(
  pattern: string,
  options: { greedy?: boolean; path?: boolean } = {},
): string {
  const any = options.path ? '[^/]' : '[\\s\\S]'
  const lazy = options.greedy === false ? '?' : ''
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i)
    const extended = pattern.charAt(i + 1) === '(' && '?*+@!'.includes(char)
    if (extended) {
      const end = closing(pattern, i + 1)
      if (end > 0) {
        const choices = splitChoices(pattern.slice(i + 2, end))
          .map((choice) => patternSource(choice, options))
          .join('|')
        source +=
          char === '!' ? `(?!(?:${choices})$)${any}*` : `(?:${choices})${char === '@' ? '' : char}`
        i = end
        continue
      }
    }
    if (char === '\\') source += escapeRegExp(pattern.charAt(++i))
    else if (char === '*') source += `${any}*${lazy}`
    else if (char === '?') source += any
    else if (char === '[') {
      const end = bracketEnd(pattern, i)
      if (end < 0) source += '\\['
      else {
        source += bracket(pattern.slice(i + 1, end))
        i = end
      }
    } else source += escapeRegExp(char)
  }
  return source
}

export function matchesPattern(text: string, pattern: string, ignoreCase = false): boolean {
  const key = `${ignoreCase ? 'i' : ''}/${pattern}`
  let compiled = compiledPatterns.get(key)
  if (!compiled) {
    compiled = new RegExp(`^(?:${patternSource(pattern)})$`, ignoreCase ? 'iu' : 'u')
    if (compiledPatterns.size >= patternsKept) compiledPatterns.clear()
    compiledPatterns.set(key, compiled)
  }
  return compiled.test(text)
}

/** A loop or a web server asks for the same few again and again. */
const patternsKept = 200
const compiledPatterns = new Map<string, RegExp>()

export function hasGlob(pattern: string): boolean {
  return /(^|[^\\])(?:\\\\)*[*?[]/.test(pattern) || /(^|[^\\])[+@!]\(/.test(pattern)
}

/** Makes text plain within a pattern. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\*?[\]()|+@!]/g, '\\$&')
}

export function unescapePattern(pattern: string): string {
  return pattern.replaceAll(/\\([\s\S])/g, '$1')
}

export function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function bracketEnd(pattern: string, from: number): number {
  let at = from + 1
  if ('!^'.includes(pattern.charAt(at))) at++
  if (pattern.charAt(at) === ']') at++
  for (; at < pattern.length; at++) {
    if (pattern.startsWith('[:', at)) at = Math.max(at, pattern.indexOf(':]', at) + 1)
    else if (pattern.charAt(at) === '\\') at++
    else if (pattern.charAt(at) === ']') return at
  }
  return -1
}

function bracket(inside: string): string {
  const classes: Readonly<Record<string, string>> = {
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    upper: 'A-Z',
    lower: 'a-z',
    space: '\\s',
    blank: ' \\t',
    punct: '!-\\/:-@\\[-`{-~',
    xdigit: '0-9A-Fa-f',
    cntrl: '\\x00-\\x1f\\x7f',
    print: '\\x20-\\x7e',
    graph: '\\x21-\\x7e',
  }
  const negated = /^[!^]/.test(inside)
  const body = (negated ? inside.slice(1) : inside)
    .replaceAll(
      /\[:(\w+):\]|\\([\s\S])|([\\\]^[&])/g,
      (_, name?: string, escaped?: string, special?: string) =>
        name === undefined ? `\\${escaped ?? special ?? ''}` : (classes[name] ?? ''),
    )
    .replaceAll(/\\([A-Za-z0-9 ])/g, (whole, char: string) => ('st'.includes(char) ? whole : char))
  return `[${negated ? '^' : ''}${body}]`
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text.charAt(i) === '\\') i++
    else if (text.charAt(i) === '(') depth++
    else if (text.charAt(i) === ')' && --depth === 0) return i
  }
  return -1
}

function splitChoices(text: string): string[] {
  const choices = ['']
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (char === '|' && depth === 0) choices.push('')
    else choices[choices.length - 1] += char
  }
  return choices
}
