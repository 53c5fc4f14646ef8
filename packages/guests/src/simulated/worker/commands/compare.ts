import type { Call, Program } from './call.ts'
import { options } from './call.ts'

async function contentOf(call: Call, name: string): Promise<Buffer> {
  const file = call.open(name)
  const parts: Uint8Array[] = []
  try {
    for (
      let bytes = await file.read(65_536, call.signal);
      bytes;
      bytes = await file.read(65_536, call.signal)
    ) {
      await call.breathe()
      parts.push(bytes.slice())
    }
  } finally {
    file.release()
  }
  return Buffer.concat(parts)
}

const cmp: Program = async (call) => {
  const { flags, operands } = options(call.args, 'n')
  const [left, right = '-'] = operands
  const quiet = flags.has('s') || flags.has('quiet') || flags.has('silent')
  if (left === undefined) return call.fail("missing operand after 'cmp'", 2)
  const contents: Buffer[] = []
  for (const name of [left, right]) {
    try {
      contents.push(await contentOf(call, name))
    } catch (error) {
      await call.failAt(name, error)
      return 2
    }
  }
  const [a = Buffer.alloc(0), b = Buffer.alloc(0)] = contents
  const shorter = Math.min(a.length, b.length)
  let at = 0
  let line = 1
  while (at < shorter && a[at] === b[at]) if (a[at++] === 10) line++
  if (at === a.length && at === b.length) return 0
  if (quiet) return 1
  if (at < shorter) await call.out(`${left} ${right} differ: byte ${at + 1}, line ${line}\n`)
  else {
    const name = a.length < b.length ? left : right
    const after = at === 0 ? 'which is empty' : `after byte ${at}, line ${line}`
    await call.err(`cmp: EOF on ${name} ${after}\n`)
  }
  return 1
}

export const comparePrograms = { cmp }
