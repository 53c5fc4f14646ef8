/** A stretch of text in one colour of a terminal. */
export interface AnsiSpan {
  readonly text: string
  readonly color?: AnsiColor
  readonly bold?: true
}

const colors = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
export type AnsiColor = (typeof colors)[number]

/** Escape sequences: colours are kept, everything else that moves a cursor has no meaning in a log. */
// oxlint-disable-next-line no-control-regex
const escapes = /\u001b(?:\[([0-9;?]*)([A-Za-z])|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/g

interface Style {
  color: AnsiColor | undefined
  bold: boolean
}

function apply(style: Style, codes: string): void {
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) Object.assign(style, { color: undefined, bold: false })
    else if (code === 1) style.bold = true
    else if (code === 22) style.bold = false
    else if (code === 39) style.color = undefined
    else if (code >= 30 && code <= 37) style.color = colors[code - 30]
    else if (code >= 90 && code <= 97) style.color = colors[code - 90]
  }
}

/** The spans of each line. */
export function toLines(spans: readonly AnsiSpan[]): AnsiSpan[][] {
  const lines: AnsiSpan[][] = [[]]
  for (const span of spans) {
    span.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...span, text })
    })
  }
  return lines
}

/** Takes console output apart by colour. Carriage returns before line feeds go. */
export function readAnsi(output: string): AnsiSpan[] {
  const text = output.replace(/\r+\n/g, '\n')
  const spans: AnsiSpan[] = []
  const style: Style = { color: undefined, bold: false }
  const push = (part: string) => {
    if (part === '') return
    spans.push({
      text: part,
      ...(style.color ? { color: style.color } : {}),
      ...(style.bold ? { bold: true } : {}),
    })
  }
  let at = 0
  for (const match of text.matchAll(escapes)) {
    push(text.slice(at, match.index))
    at = match.index + match[0].length
    if (match[2] === 'm') apply(style, match[1] ?? '')
  }
  push(text.slice(at))
  return spans
}
