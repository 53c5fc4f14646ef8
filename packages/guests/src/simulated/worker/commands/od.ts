import { bytesOf } from './dumps.ts'
import { options, type Program } from './call.ts'

const names: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

interface Form {
  readonly bytes: number
  readonly width: number
  readonly of: (value: bigint) => string
}

/** `x1`, `o2`, `d4`, `u1`, `c`: how many bytes go into a column and how it is written. */
function formOf(type: string): Form | undefined {
  if (type === 'c')
    return {
      bytes: 1,
      width: 4,
      of: (value) => {
        const byte = Number(value)
        if (names[byte] !== undefined) return names[byte]
        return byte >= 32 && byte < 127
          ? String.fromCharCode(byte)
          : byte.toString(8).padStart(3, '0')
      },
    }
  const [, letter = '', size = ''] = /^([xodu])([1248]?)$/.exec(type) ?? []
  if (letter === '') return undefined
  const bytes = size === '' ? 4 : Number(size)
  const bits = bytes * 8
  const digits = letter === 'x' ? bytes * 2 : Math.ceil(bits / 3)
  if (letter === 'x' || letter === 'o')
    return {
      bytes,
      width: digits + 1,
      of: (value) => value.toString(letter === 'x' ? 16 : 8).padStart(digits, '0'),
    }
  const isSigned = letter === 'd'
  const largest = String(isSigned ? 1n << BigInt(bits - 1) : 1n << BigInt(bits)).length
  return {
    bytes,
    width: largest + (isSigned ? 2 : 1),
    of: (value) => String(isSigned ? BigInt.asIntN(bits, value) : value),
  }
}

/** `od`: bytes as octal words, or as `-t` and its short forms say. */
export const od: Program = async (call) => {
  const { flags, operands } = options(call.args, 'AtNjw', ['address-radix', 'format'])
  const short = { c: 'c', x: 'x2', b: 'o1', d: 'u2', o: 'o2' }
  const type =
    flags.get('t') ??
    flags.get('format') ??
    Object.entries(short).find(([flag]) => flags.has(flag))?.[1] ??
    'o2'
  const form = formOf(type.replace(/z$/, ''))
  if (!form) return call.fail(`invalid type string ‘${type}’`)
  const { bytes: all, status } = await bytesOf(call, operands)
  const skip = Number(flags.get('j') ?? 0)
  const bytes = all.subarray(skip, flags.has('N') ? skip + Number(flags.get('N')) : undefined)
  const radix = flags.get('A') ?? flags.get('address-radix') ?? 'o'
  const address = (at: number): string =>
    radix === 'n'
      ? ''
      : radix === 'x'
        ? (at + skip).toString(16).padStart(6, '0')
        : (at + skip).toString(radix === 'd' ? 10 : 8).padStart(7, '0')
  const perRow = Number(flags.get('w') ?? 16) || 16
  let before = ''
  let starred = false
  for (let at = 0; at < bytes.length; at += perRow) {
    if (at % (perRow * 1024) === 0) await call.breathe()
    const row = bytes.subarray(at, at + perRow)
    let text = ''
    for (let from = 0; from < row.length; from += form.bytes) {
      let value = 0n
      for (let index = form.bytes - 1; index >= 0; index--)
        value = (value << 8n) | BigInt(row[from + index] ?? 0)
      text += form.of(value).padStart(form.width)
    }
    // Rows that repeat are said once.
    if (text === before && row.length === perRow && !flags.has('v')) {
      if (!starred) await call.out('*\n')
      starred = true
      continue
    }
    before = text
    starred = false
    await call.out(`${address(at)}${text}\n`)
  }
  if (radix !== 'n') await call.out(`${address(bytes.length)}\n`)
  return status
}
