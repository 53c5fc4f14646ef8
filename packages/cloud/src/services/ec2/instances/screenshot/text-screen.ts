export const columns = 80
export const rows = 25

// oxlint-disable-next-line no-control-regex -- the sequences by which programs colour and move
const escapes = /\u001b(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])/g

/** What a screen of 25 lines shows after this text: its last lines, the cursor behind them. */
export function renderScreen(text: string): readonly string[] {
  const lines: string[][] = [[]]
  let column = 0
  for (const character of text.replace(escapes, '')) {
    if (character === '\n') {
      lines.push([])
      column = 0
    } else if (character === '\r') column = 0
    else if (character === '\b') column = Math.max(0, column - 1)
    else if (character === '\t') column = Math.min(columns - 1, (Math.floor(column / 8) + 1) * 8)
    else if (character >= ' ') {
      if (column === columns) {
        lines.push([])
        column = 0
      }
      const line = lines.at(-1) ?? []
      while (line.length < column) line.push(' ')
      line[column++] = character
    }
  }
  const cursor = lines.at(-1) ?? []
  while (cursor.length < column) cursor.push(' ')
  if (column < columns) cursor[column] = '_'
  return lines.slice(-rows).map((line) => line.join(''))
}
