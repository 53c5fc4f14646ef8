import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import type { OpenFile } from '../system/open-file.ts'
import { FsError } from '../vfs/errors.ts'

const lineEnd = 10

/** Goes through the named files (or standard input), saying which cannot be read; answers the exit code. */
export async function eachFile(
  call: Call,
  names: readonly string[],
  use: (file: OpenFile, name: string) => Promise<void>,
): Promise<number> {
  let status = 0
  for (const name of names.length > 0 ? names : ['-']) {
    let file: OpenFile
    try {
      file = call.open(name)
      if (file.inode?.kind === 'directory') throw new FsError('EISDIR', name)
    } catch (error) {
      status = await call.failAt(name, error)
      continue
    }
    try {
      await use(file, name)
    } finally {
      file.release()
    }
  }
  return status
}

/** A file as it comes, with a turn for the others between. */
export async function* chunks(call: Call, file: OpenFile): AsyncGenerator<Uint8Array> {
  for (
    let bytes = await file.read(65_536, call.signal);
    bytes;
    bytes = await file.read(65_536, call.signal)
  ) {
    await call.breathe()
    yield bytes
  }
}

/** Lines with their ends. What has no line end yet is kept in pieces: joining it each time would be quadratic. */
async function* lines(call: Call, file: OpenFile): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = []
  for await (const bytes of chunks(call, file)) {
    let from = 0
    for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, from)) {
      yield Buffer.concat([...pieces, bytes.subarray(from, at + 1)])
      pieces = []
      from = at + 1
    }
    if (from < bytes.length) pieces.push(bytes.slice(from))
  }
  if (pieces.length > 0) yield Buffer.concat(pieces)
}

const cat: Program = async (call) => {
  const { flags, operands } = options(call.args)
  let number = 0
  const output = call.files.get(1)?.inode
  const repeats = operands.find((name) => {
    const inode = call.vfs.peek(call.absolute(name), call.cred)
    return inode?.kind === 'file' && inode === output && inode.size > 0
  })
  if (repeats !== undefined) return call.fail(`${repeats}: input file is output file`)
  return eachFile(call, operands, async (file) => {
    if (flags.size === 0) for await (const bytes of chunks(call, file)) await call.out(bytes)
    else
      for await (const line of lines(call, file)) {
        let text = line.toString()
        if (flags.has('A') || flags.has('T')) text = text.replaceAll('\t', '^I')
        if (flags.has('A') || flags.has('E')) text = text.replace(/\n$/, '$\n')
        const numbered = flags.has('n') || (flags.has('b') && text !== '\n')
        await call.out((numbered ? `${String(++number).padStart(6)}\t` : '') + text)
      }
  })
}

function count(
  flags: ReadonlyMap<string, string>,
  letter: string,
  fallback: number,
): { amount: number; sign: string } {
  const text = flags.get(letter)
  const match = /^([-+]?)(\d+)([kKMG]?)/.exec(text ?? '')
  const unit = { k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match?.[3] ?? ''] ?? 1
  return { amount: match ? Number(match[2]) * unit : fallback, sign: match?.[1] ?? '' }
}

/** `-20` means `-n 20`. */
const modern = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) =>
    /^-\d+$/.test(arg) && !/^-[nc]$/.test(args[index - 1] ?? '') ? ['-n', arg.slice(1)] : [arg],
  )

const head: Program = async (call) => {
  const { flags, operands } = options(modern(call.args), 'nc')
  const { amount, sign } = count(flags, flags.has('c') ? 'c' : 'n', 10)
  let first = true
  return eachFile(call, operands, async (file, name) => {
    if ((operands.length > 1 || flags.has('v')) && !flags.has('q'))
      await call.out(`${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`)
    first = false
    if (flags.has('c')) {
      let left = amount
      for await (const bytes of chunks(call, file)) {
        await call.out(bytes.subarray(0, left))
        left -= bytes.length
        if (left <= 0) return
      }
      return
    }
    if (amount === 0 && sign !== '-') return
    let seen = 0
    const held: Buffer[] = []
    for await (const line of lines(call, file)) {
      if (sign === '-') {
        held.push(Buffer.from(line))
        if (held.length > amount) await call.out(held.shift() ?? '')
        continue
      }
      await call.out(line)
      if (++seen >= amount) return
    }
  })
}

const tail: Program = async (call) => {
  const { flags, operands } = options(modern(call.args), 'ncs')
  const { amount, sign } = count(flags, flags.has('c') ? 'c' : 'n', 10)
  let first = true
  const status = await eachFile(call, operands, async (file, name) => {
    if (operands.length > 1 && !flags.has('q'))
      await call.out(`${first ? '' : '\n'}==> ${name} <==\n`)
    first = false
    if (flags.has('c')) {
      const parts: Uint8Array[] = []
      for await (const bytes of chunks(call, file)) parts.push(bytes.slice())
      const all = Buffer.concat(parts)
      await call.out(
        sign === '+' ? all.subarray(amount - 1) : all.subarray(Math.max(0, all.length - amount)),
      )
      return
    }
    const held: Buffer[] = []
    let number = 0
    for await (const line of lines(call, file)) {
      number++
      if (sign === '+') {
        if (number >= amount) await call.out(line)
        continue
      }
      held.push(Buffer.from(line))
      if (held.length > amount) held.shift()
    }
    for (const line of held) await call.out(line)
  })
  if (!flags.has('f') && !flags.has('F') && !flags.has('follow')) return status
  return follow(call, operands)
}

/** Shows what is appended, looking once a second of the account's time. */
async function follow(call: Call, names: readonly string[]): Promise<number> {
  const positions = new Map(
    names.map((name) => [name, call.vfs.peek(call.absolute(name), call.cred)?.size ?? 0]),
  )
  for (;;) {
    await call.machine.outside.sleep(1_000, call.signal)
    for (const [name, position] of positions) {
      const inode = call.vfs.peek(call.absolute(name), call.cred)
      const size = inode?.size ?? 0
      if (size < position) await call.err(`tail: ${name}: file truncated\n`)
      const from = size < position ? 0 : position
      if (size > from && inode?.content)
        await call.out(await inode.content.read(from, size - from, call.vfs.fetch))
      positions.set(name, size)
    }
  }
}

const tee: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const files: OpenFile[] = []
  let status = 0
  for (const name of operands) {
    try {
      files.push(
        call.machine.open(
          call.absolute(name),
          flags.has('a') ? 'append' : 'write',
          call.cred,
          call.files,
          call.umask,
        ),
      )
    } catch (error) {
      status = await call.failAt(name, error)
    }
  }
  const stdin = call.files.get(0)
  if (stdin)
    for await (const bytes of chunks(call, stdin)) {
      for (const file of files) await file.write(bytes, call.signal)
      await call.out(bytes)
    }
  for (const file of files) file.release()
  return status
}

const wc: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const wanted = ['l', 'w', 'm', 'c'].filter((flag) => flags.has(flag))
  const columns = wanted.length > 0 ? wanted : ['l', 'w', 'c']
  const totals = { l: 0, w: 0, m: 0, c: 0 }
  const rows: [Record<string, number>, string][] = []
  const status = await eachFile(call, operands, async (file, name) => {
    const counts = { l: 0, w: 0, m: 0, c: 0 }
    let inWord = false
    for await (const bytes of chunks(call, file)) {
      counts.c += bytes.length
      for (const byte of bytes) {
        if (byte === lineEnd) counts.l++
        // A UTF-8 character has one byte that does not go on from another.
        if ((byte & 0xc0) !== 0x80) counts.m++
        const isSpace = byte === 32 || (byte >= 9 && byte <= 13)
        if (!isSpace && !inWord) counts.w++
        inWord = !isSpace
      }
    }
    for (const key of ['l', 'w', 'm', 'c'] as const) totals[key] += counts[key]
    rows.push([counts, name])
  })
  if (rows.length > 1) rows.push([totals, 'total'])
  const single = columns.length === 1 && rows.length === 1
  const width = single
    ? 1
    : Math.max(
        operands.length > 0 ? 1 : 7,
        ...rows.flatMap(([counts]) => columns.map((column) => String(counts[column] ?? 0).length)),
      )
  for (const [counts, name] of rows)
    await call.out(
      `${columns.map((column) => String(counts[column] ?? 0).padStart(width)).join(' ')}${name === '-' ? '' : ` ${name}`}\n`,
    )
  return status
}

const yes: Program = async (call) => {
  const line = `${call.args.length > 0 ? call.args.join(' ') : 'y'}\n`
  const block = Buffer.from(line.repeat(Math.max(1, Math.floor(16_384 / line.length))))
  for (;;) {
    await call.breathe()
    await call.out(block)
  }
}

const seq: Program = async (call) => {
  const { flags, operands } = options(
    call.args.map((arg) => (/^-\d/.test(arg) ? ` ${arg}` : arg)),
    'sf',
  )
  const numbers = operands.map((text) => Number(text.trim()))
  const [first, step, last] =
    numbers.length === 1
      ? [1, 1, numbers[0]]
      : numbers.length === 2
        ? [numbers[0], 1, numbers[1]]
        : numbers
  if (first === undefined || step === undefined || last === undefined)
    return call.fail('missing operand')
  if (numbers.some(Number.isNaN))
    return call.fail(
      `invalid floating point argument: '${operands[numbers.findIndex(Number.isNaN)]}'`,
    )
  if (step === 0) return call.fail(`invalid Zero increment value: '0'`)
  const places = Math.max(...operands.map((text) => text.split('.')[1]?.length ?? 0))
  const width = flags.has('w')
    ? Math.max(first.toFixed(places).length, last.toFixed(places).length)
    : 0
  const separator = flags.get('s') ?? '\n'
  let text = ''
  for (let index = 0; ; index++) {
    const value = first + index * step
    if (step > 0 ? value > last + 1e-9 : value < last - 1e-9) break
    text += (index > 0 ? separator : '') + value.toFixed(places).padStart(width, '0')
    if (text.length < 32_768) continue
    await call.breathe()
    await call.out(text)
    text = ''
  }
  await call.out(text === '' ? '' : `${text}\n`)
  return 0
}

const xargs: Program = async (call) => {
  const args = [...call.args]
  let perRun = Infinity
  let replace: string | undefined
  let nulls = false
  let skipEmpty = false
  while (args[0]?.startsWith('-')) {
    const arg = args.shift() ?? ''
    if (arg === '-0' || arg === '--null') nulls = true
    else if (arg === '-r' || arg === '--no-run-if-empty') skipEmpty = true
    else if (arg.startsWith('-n')) perRun = Number(arg.slice(2) || args.shift())
    else if (arg.startsWith('-I')) replace = arg.slice(2) || args.shift()
    else if (arg.startsWith('-P') || arg.startsWith('-L')) if (arg.length === 2) args.shift()
  }
  const text = (await call.readAll()).toString()
  const items = nulls
    ? text.split('\0').filter(Boolean)
    : replace === undefined
      ? (text.match(/'[^']*'|"[^"]*"|(?:\\.|[^\s'"])+/g) ?? []).map((item) =>
          item.replaceAll(/^(['"])(.*)\1$/gs, '$2').replaceAll(/\\(.)/g, '$1'),
        )
      : text
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
  const command = args.length > 0 ? args : ['echo']
  let status = 0
  const run = async (words: string[]): Promise<void> => {
    if ((await call.run(words)) !== 0) status = 123
  }
  if (replace !== undefined)
    for (const item of items) await run(command.map((word) => word.replaceAll(replace, item)))
  else if (items.length === 0) {
    if (!skipEmpty) await run(command)
  } else
    for (let at = 0; at < items.length; at += Math.min(perRun, 5_000))
      await run([...command, ...items.slice(at, at + Math.min(perRun, 5_000))])
  return status
}

export const textPrograms = { cat, head, tail, tee, wc, yes, seq, xargs }
