import { ShellError } from '../control-flow.ts'
import { setElement } from '../expand.ts'
import type { Shell } from '../shell.ts'
import { unlessAborted } from '../../system/gate.ts'

interface ReadOptions {
  raw: boolean
  array: string | undefined
  delimiter: string
  count: number | undefined
  prompt: string
  silent: boolean
  timeoutMs: number | undefined
  fd: number
}

function parse(args: string[]): ReadOptions {
  const options: ReadOptions = {
    raw: false,
    array: undefined,
    delimiter: '\n',
    count: undefined,
    prompt: '',
    silent: false,
    timeoutMs: undefined,
    fd: 0,
  }
  while (args[0]?.startsWith('-') && args[0] !== '-') {
    const letters = args.shift()?.slice(1) ?? ''
    if (letters === '-') break
    for (let i = 0; i < letters.length; i++) {
      const letter = letters.charAt(i)
      if (letter === 'r') options.raw = true
      else if (letter === 's') options.silent = true
      else if (letter !== 'e') {
        const value = letters.slice(i + 1) || (args.shift() ?? '')
        if (letter === 'a') options.array = value
        else if (letter === 'd') options.delimiter = value === '' ? '\0' : value.charAt(0)
        else if (letter === 'n' || letter === 'N') options.count = Number(value)
        else if (letter === 'p') options.prompt = value
        else if (letter === 't') options.timeoutMs = Number(value) * 1000
        else if (letter === 'u') options.fd = Number(value)
        else throw new ShellError(`-${letter}: invalid option`)
        break
      }
    }
  }
  return options
}

/** Takes no byte more than it needs: what follows belongs to whoever reads next. */
async function take(
  shell: Shell,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<{ text: string; ended: boolean }> {
  const bytes: number[] = []
  const stop = options.delimiter.charCodeAt(0)
  for (;;) {
    const chunk = await shell.file(options.fd).read(1, signal)
    const byte = chunk?.[0]
    if (byte === undefined) return { text: Buffer.from(bytes).toString(), ended: true }
    if (byte === stop) {
      const escaped = !options.raw && bytes.at(-1) === 92 && stop === 10
      if (!escaped) return { text: Buffer.from(bytes).toString(), ended: false }
      bytes.pop()
      continue
    }
    bytes.push(byte)
    if (bytes.length > 16_000_000) throw new ShellError('line too long')
    if (
      options.count !== undefined &&
      Buffer.from(bytes).toString().length >= options.count &&
      (byte & 0x80) === 0
    )
      return { text: Buffer.from(bytes).toString(), ended: false }
  }
}

function split(text: string, separators: string, count: number, raw: boolean): string[] {
  const plain = raw ? text : text.replaceAll(/\\([\s\S])/g, '$1')
  if (separators === '') return [plain]
  const white = [...separators].filter((char) => ' \t\n'.includes(char)).join('')
  const fields: string[] = []
  let rest = plain
  const trim = (): void => {
    while (rest !== '' && white.includes(rest.charAt(0))) rest = rest.slice(1)
  }
  trim()
  while (rest !== '' && fields.length < count - 1) {
    let end = 0
    while (end < rest.length && !separators.includes(rest.charAt(end))) end++
    fields.push(rest.slice(0, end))
    const separator = rest.charAt(end)
    rest = rest.slice(end + 1)
    trim()
    if (white.includes(separator) && rest !== '' && separators.includes(rest.charAt(0))) {
      rest = rest.slice(1)
      trim()
    }
  }
  while (rest !== '' && white.includes(rest.at(-1) ?? '')) rest = rest.slice(0, -1)
  if (rest !== '' || fields.length < count) fields.push(rest)
  return fields
}

async function read(shell: Shell, args: string[]): Promise<number> {
  const options = parse(args)
  const tty = shell.files.get(options.fd)?.tty
  if (options.prompt !== '' && tty) await shell.write(2, options.prompt)
  const timeout = new AbortController()
  const signal = AbortSignal.any([shell.signal, timeout.signal])
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : shell.machine.outside.sleep(options.timeoutMs, signal).then(
          () => timeout.abort(new Error('timed out')),
          () => {},
        )
  if (options.silent && tty) shell.machine.setEcho(tty, false)
  let result: { text: string; ended: boolean }
  try {
    result = await unlessAborted(take(shell, options, signal), signal)
  } catch (error) {
    shell.signal.throwIfAborted()
    if (timeout.signal.aborted) return 142
    throw error
  } finally {
    if (options.silent && tty) shell.machine.setEcho(tty, true)
    timeout.abort(new Error('done'))
    await timer
  }
  const separators = shell.variables.get('IFS') ?? ' \t\n'
  if (options.array !== undefined) {
    const items = split(result.text, separators, Infinity, options.raw).filter(
      (item, index, all) => item !== '' || index < all.length - 1,
    )
    shell.variables.ensure(options.array).items = new Map(
      items.map((item, index) => [String(index), item]),
    )
  } else if (args.length === 0)
    shell.variables.set(
      'REPLY',
      options.raw ? result.text : result.text.replaceAll(/\\([\s\S])/g, '$1'),
    )
  else {
    const fields = split(result.text, separators, args.length, options.raw)
    args.forEach((name, index) => {
      const element = /^(\w+)\[(.*)\]$/.exec(name)
      if (element) setElement(shell, element[1] ?? '', element[2] ?? '', fields[index] ?? '')
      else shell.variables.set(name, fields[index] ?? '')
    })
  }
  return result.ended ? 1 : 0
}

async function mapfile(shell: Shell, args: string[]): Promise<number> {
  const trim = args.includes('-t')
  const name = args.find((arg) => !arg.startsWith('-')) ?? 'MAPFILE'
  const parts: Uint8Array[] = []
  for (;;) {
    const bytes = await shell.file(0).read(65_536, shell.signal)
    if (!bytes) break
    parts.push(bytes.slice())
  }
  const text = Buffer.concat(parts).toString()
  const lines = text.split('\n')
  const ended = lines.at(-1) === ''
  if (ended) lines.pop()
  shell.variables.ensure(name).items = new Map(
    lines.map((line, index) => [
      String(index),
      trim || (index === lines.length - 1 && !ended) ? line : `${line}\n`,
    ]),
  )
  return 0
}

export const readBuiltins = { read, mapfile, readarray: mapfile }
