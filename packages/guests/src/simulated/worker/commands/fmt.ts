import { options, type Program } from './call.ts'
import { bytesOf } from './dumps.ts'

/** What a line costs that is too short or too long for the goal, as GNU's `fmt` reckons. */
const lineCost = 70 ** 2

/** Breaks a paragraph's words into lines at the least cost over all of them. */
function breakLines(words: readonly string[], width: number): string[] {
  const goal = Math.floor((width * 187) / 200)
  const best: { cost: number; next: number }[] = []
  best[words.length] = { cost: 0, next: words.length }
  for (let from = words.length - 1; from >= 0; from--) {
    let length = -1
    let found = { cost: Infinity, next: from + 1 }
    for (let to = from; to < words.length; to++) {
      length += 1 + (words[to]?.length ?? 0)
      if (to > from && length >= width) break
      const isLast = to === words.length - 1
      const short = isLast ? 0 : ((goal - length) * 10) ** 2
      const cost = lineCost + short + (best[to + 1]?.cost ?? 0)
      if (cost < found.cost) found = { cost, next: to + 1 }
    }
    best[from] = found
  }
  const lines: string[] = []
  for (let from = 0; from < words.length;) {
    const next = best[from]?.next ?? words.length
    lines.push(words.slice(from, next).join(' '))
    from = next
  }
  return lines
}

/** `fmt`: paragraphs filled anew. */
export const fmt: Program = async (call) => {
  const typed = call.args.map((arg) => arg.replace(/^-(\d+)$/, '-w$1'))
  const { flags, operands } = options(typed, 'wgp', ['width', 'goal', 'prefix'])
  const width = Number(flags.get('w') ?? flags.get('width') ?? 75)
  if (!Number.isInteger(width) || width < 1) return call.fail(`invalid width: '${flags.get('w')}'`)
  const { bytes, status } = await bytesOf(call, operands)
  const paragraphs = bytes
    .toString()
    .replace(/\n$/, '')
    .split(/(\n(?:[ \t]*\n)+)/)
  for (const paragraph of paragraphs) {
    if (/^\s*$/.test(paragraph)) {
      await call.out(paragraph.replace(/^\n/, '').replaceAll(/[ \t]/g, ''))
      continue
    }
    const indent = /^[ \t]*/.exec(paragraph)?.[0] ?? ''
    const words = paragraph.split(/\s+/).filter(Boolean)
    for (const line of breakLines(words, width - indent.length))
      await call.out(`${indent}${line}\n`)
  }
  return status
}
