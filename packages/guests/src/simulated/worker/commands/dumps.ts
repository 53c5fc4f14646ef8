import { options, type Call, type Program } from './call.ts'
import { eachFile, chunks } from './text.ts'

/** All that the named files hold, or standard input. */
export async function bytesOf(
  call: Call,
  names: readonly string[],
): Promise<{ bytes: Buffer; status: number }> {
  const parts: Uint8Array[] = []
  const status = await eachFile(call, names, async (file) => {
    for await (const bytes of chunks(call, file)) parts.push(bytes.slice())
  })
  return { bytes: Buffer.concat(parts), status }
}

const printable = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')

/** Bytes in rows, with a turn for others between many of them. */
async function rows(
  call: Call,
  bytes: Buffer,
  width: number,
  row: (bytes: Buffer, at: number) => string,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += width) {
    if (at % (width * 1024) === 0) await call.breathe()
    await call.out(`${row(bytes.subarray(at, at + width), at)}\n`)
  }
}

/** `hexdump`: `-C` with characters, otherwise words of two bytes. */
const hexdump: Program = async (call) => {
  const { flags, operands } = options(call.args, 'nse')
  const { bytes: all, status } = await bytesOf(call, operands)
  const from = Number(flags.get('s') ?? 0)
  const bytes = all.subarray(from, flags.has('n') ? from + Number(flags.get('n')) : undefined)
  const digits = flags.has('C') ? 8 : 7
  const offset = (at: number): string => (at + from).toString(16).padStart(digits, '0')
  await rows(call, bytes, 16, (row, at) => {
    if (!flags.has('C')) {
      const words = Array.from({ length: Math.ceil(row.length / 2) }, (_, index) =>
        ((row[index * 2] ?? 0) | ((row[index * 2 + 1] ?? 0) << 8)).toString(16).padStart(4, '0'),
      )
      return `${offset(at)} ${words.join(' ')}`
    }
    const hex = [...row].map((byte) => byte.toString(16).padStart(2, '0'))
    const text = `${hex.slice(0, 8).join(' ').padEnd(23)}  ${hex.slice(8).join(' ').padEnd(23)}`
    return `${offset(at)}  ${text}  |${printable(row)}|`
  })
  if (bytes.length > 0) await call.out(`${offset(bytes.length)}\n`)
  return status
}

/** `xxd`: a dump, or with `-p` digits alone; `-r` makes bytes of them again. */
const xxd: Program = async (call) => {
  const { flags, operands } = options(call.args, 'lscg')
  const { bytes: all, status } = await bytesOf(call, operands)
  if (flags.has('r')) {
    const text = all
      .toString('latin1')
      .split('\n')
      .map((line) => (flags.has('p') ? line : line.replace(/^\w+: /, '').replace(/ {2}.*$/, '')))
    await call.out(Buffer.from(text.join('').replaceAll(/\s/g, ''), 'hex'))
    return status
  }
  const bytes = flags.has('l') ? all.subarray(0, Number(flags.get('l'))) : all
  if (flags.has('p')) {
    await rows(call, bytes, 30, (row) => row.toString('hex'))
    return status
  }
  await rows(call, bytes, 16, (row, at) => {
    const pairs = row.toString('hex').match(/.{1,4}/g) ?? []
    return `${at.toString(16).padStart(8, '0')}: ${pairs.join(' ').padEnd(39)}  ${printable(row)}`
  })
  return status
}

const polynomial = 0x04c11db7
const table = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++)
    value = value & 0x80000000 ? (value << 1) ^ polynomial : value << 1
  return value >>> 0
})

/** The checksum of POSIX: the bytes, then their number. */
function checksum(bytes: Uint8Array): number {
  let value = 0
  const add = (byte: number): void => {
    value = ((value << 8) ^ (table[((value >>> 24) ^ byte) & 255] ?? 0)) >>> 0
  }
  for (const byte of bytes) add(byte)
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) add(length & 255)
  return ~value >>> 0
}

const cksum: Program = async (call) => {
  const { operands } = options(call.args)
  return eachFile(call, operands, async (file, name) => {
    const parts: Uint8Array[] = []
    for await (const bytes of chunks(call, file)) parts.push(bytes.slice())
    const bytes = Buffer.concat(parts)
    await call.out(`${checksum(bytes)} ${bytes.length}${name === '-' ? '' : ` ${name}`}\n`)
  })
}

/** `iconv`: from whatever the platform can read to UTF-8, UTF-16, Latin-1 or ASCII. */
const iconv: Program = async (call) => {
  const { flags, operands } = options(call.args, 'fto', ['from-code', 'to-code', 'output'])
  if (flags.has('l'))
    return call.out('ASCII\nEUC-KR\nISO-8859-1\nUTF-16LE\nUTF-8\nWINDOWS-949\n').then(() => 0)
  const from = flags.get('f') ?? flags.get('from-code') ?? 'utf-8'
  const to = (flags.get('t') ?? flags.get('to-code') ?? 'utf-8').toLowerCase()
  const [code = '', mode = ''] = to.split('//')
  const { bytes, status } = await bytesOf(call, operands)
  let text: string
  try {
    const known = { cp949: 'euc-kr', uhc: 'euc-kr', 'windows-949': 'euc-kr' }[from.toLowerCase()]
    text = new TextDecoder(known ?? from, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError) return call.fail(`conversion from \`${from}' is not supported`)
    return call.fail('illegal input sequence at position 0')
  }
  const target = {
    'utf-8': 'utf8',
    utf8: 'utf8',
    'utf-16le': 'utf16le',
    'iso-8859-1': 'latin1',
    latin1: 'latin1',
    ascii: 'latin1',
    'us-ascii': 'latin1',
  }[code]
  if (target === undefined) return call.fail(`conversion to \`${code}' is not supported`)
  const highest = code.endsWith('ascii') ? 0x7f : target === 'latin1' ? 0xff : 0x10ffff
  const odd = [...text].findIndex((char) => (char.codePointAt(0) ?? 0) > highest)
  if (odd >= 0 && mode === '')
    return call.fail(`cannot convert: illegal input sequence at position ${odd}`)
  const fitting = [...text].map((char) =>
    (char.codePointAt(0) ?? 0) <= highest ? char : mode === 'translit' ? '?' : '',
  )
  const output = Buffer.from(
    fitting.join(''),
    target === 'utf16le' ? 'utf16le' : target === 'utf8' ? 'utf8' : 'latin1',
  )
  const path = flags.get('o') ?? flags.get('output')
  if (path === undefined) await call.out(output)
  else call.vfs.writeFile(call.absolute(path), output, call.cred)
  return status
}

export const dumpPrograms = { hexdump, hd: hexdump, xxd, cksum, iconv } satisfies Readonly<
  Record<string, Program>
>
