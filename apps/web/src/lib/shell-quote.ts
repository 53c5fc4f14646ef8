/** Quotes a word for POSIX shells. Words that no shell reads otherwise stay bare. */
export function quoteWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Quotes a word in which every marker stands for the value of a shell variable. */
export function quoteWithVariables(word: string, variables: ReadonlyMap<string, string>): string {
  for (const [marker, variable] of variables) {
    if (!word.includes(marker)) continue
    return word
      .split(marker)
      .map((part) => (part === '' ? '' : quoteWithVariables(part, variables)))
      .join(`"$${variable}"`)
  }
  return quoteWord(word)
}
