/** Quotes a word for POSIX shells. Words that no shell reads otherwise stay bare. */
export function quoteWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Quotes a word in which every `marker` stands for the value of a shell variable. */
export function quoteWithVariable(word: string, marker: string, variable: string): string {
  if (!word.includes(marker)) return quoteWord(word)
  return word
    .split(marker)
    .map((part) => (part === '' ? '' : quoteWord(part)))
    .join(`"$${variable}"`)
}
