/** How well a text fits what was typed: every typed word must occur; starts of words count more. 0: not at all. */
export function scoreMatch(text: string, typed: string): number {
  const haystack = text.toLowerCase()
  let score = 1
  for (const word of typed.toLowerCase().split(/\s+/)) {
    if (word === '') continue
    const at = haystack.indexOf(word)
    if (at < 0) return 0
    score += at === 0 ? 3 : /[\s\-_./(]/.test(haystack[at - 1] ?? '') ? 2 : 1
  }
  return score
}

/** The best matches, best first, ties in the given order. */
export function findMatches<T>(
  items: Iterable<T>,
  textOf: (item: T) => string,
  typed: string,
  limit: number,
): T[] {
  const found: { readonly item: T; readonly score: number }[] = []
  for (const item of items) {
    const score = scoreMatch(textOf(item), typed)
    if (score > 0) found.push({ item, score })
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item)
}
