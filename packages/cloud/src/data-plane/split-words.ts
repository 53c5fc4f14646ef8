/** Words of a command line as the agent cuts them for programs that get no shell: quotes and backslashes, no expansion. */
export function splitWords(line: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: '"' | "'" | undefined
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    if (quote !== undefined && character === quote) quote = undefined
    else if (character === '\\' && quote !== "'") {
      at += 1
      if (at >= line.length) throw new Error('EOF found after escape character')
      word = (word ?? '') + line.charAt(at)
    } else if (quote !== undefined) word = (word ?? '') + character
    else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (character === '#' && word === undefined) break
    else word = (word ?? '') + character
  }
  if (quote !== undefined) throw new Error('EOF found when expecting closing quote')
  if (word !== undefined) words.push(word)
  return words
}
