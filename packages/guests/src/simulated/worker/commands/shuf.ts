import { options, type Program } from './call.ts'

/** `shuf`: lines, words or numbers in another order, drawn from what the guest has of chance. */
const shuf: Program = async (call) => {
  const { flags, operands } = options(call.args, 'nio', ['head-count', 'input-range', 'output'])
  const has = (...names: string[]): boolean => names.some((name) => flags.has(name))
  const range = /^(\d+)-(\d+)$/.exec(flags.get('i') ?? flags.get('input-range') ?? '')
  let items: string[]
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])]
    if (to - from > 1_000_000) return call.fail('too many input lines')
    items = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => String(from + index))
  } else if (has('e', 'echo')) items = operands
  else {
    const [name] = operands
    const text =
      name === undefined || name === '-'
        ? (await call.readAll()).toString()
        : await call.vfs.readText(call.absolute(name), call.cred)
    items = text.split('\n')
    if (items.at(-1) === '') items.pop()
  }
  const random = (below: number): number =>
    Buffer.from(call.machine.randomBytes(4)).readUInt32BE() % below
  const count = Number(
    flags.get('n') ?? flags.get('head-count') ?? (has('r', 'repeat') ? Infinity : items.length),
  )
  if (has('r', 'repeat'))
    for (let done = 0; done < count && items.length > 0; done++) {
      await call.breathe()
      await call.out(`${items[random(items.length)] ?? ''}\n`)
    }
  else {
    for (let at = items.length - 1; at > 0; at--) {
      const other = random(at + 1)
      const [a, b] = [items[at] ?? '', items[other] ?? '']
      items[at] = b
      items[other] = a
    }
    await call.out(
      items
        .slice(0, count)
        .map((item) => `${item}\n`)
        .join(''),
    )
  }
  return 0
}

export const shufflePrograms = { shuf } satisfies Readonly<Record<string, Program>>
