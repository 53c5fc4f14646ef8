const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
  E: '\u001b',
  '\\': '\\',
}

/** A byte that was written as a number: beyond ASCII a character that no text has, until `bytesOf` makes it a byte again. */
function ofByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)
}

/** Text as bytes, with those that were written as numbers. */
export function bytesOf(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return Buffer.from(text)
  const parts = text.split(/(?<![\ud800-\udbff])([\udc80-\udcff])/)
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.of(part.charCodeAt(0) & 0xff) : Buffer.from(part),
    ),
  )
}

/** Backslash escapes of `echo -e`, `printf` and `$'…'`; `\c` ends the output. */
export function unescapeText(
  text: string,
  echoStyle: boolean,
): { value: string; stopped: boolean } {
  let value = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char !== '\\') {
      value += char
      continue
    }
    const next = text.charAt(++i)
    const rest = text.slice(i)
    if (next === 'c') return { value, stopped: true }
    const hex =
      /^x([0-9a-fA-F]{1,2})/.exec(rest) ??
      /^u([0-9a-fA-F]{1,4})/.exec(rest) ??
      /^U([0-9a-fA-F]{1,8})/.exec(rest)
    const octal = (echoStyle ? /^0([0-7]{1,3})/ : /^0?([0-7]{1,3})/).exec(rest)
    if (hex) {
      const code = Number.parseInt(hex[1] ?? '0', 16)
      value += next === 'x' ? ofByte(code) : String.fromCodePoint(Math.min(0x10ffff, code))
      i += hex[0].length - 1
    } else if (octal) {
      value += ofByte(Number.parseInt(octal[1] ?? '0', 8) & 255)
      i += octal[0].length - 1
    } else if (simple[next] !== undefined) value += simple[next]
    else if (next === '"' && !echoStyle) value += '"'
    else value += `\\${next}`
  }
  return { value, stopped: false }
}

/** `printf`: the format is used again while arguments are left. */
export function formatPrintf(
  format: string,
  args: readonly string[],
  nowMs: number,
): { text: string; errors: string[] } {
  const errors: string[] = []
  const waiting = [...args]
  let text = ''
  do {
    const before = waiting.length
    const { piece, stopped } = once(format, waiting, errors, nowMs)
    text += piece
    if (stopped || text.length > 16_000_000 || waiting.length === before) break
  } while (waiting.length > 0)
  return { text, errors }
}

function once(
  format: string,
  args: string[],
  errors: string[],
  nowMs: number,
): { piece: string; stopped: boolean } {
  let piece = ''
  const pattern = /%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z]|\([^)]*\)T))|([^%]+)|%/g
  for (const match of format.matchAll(pattern)) {
    const [whole, flags = '', width, precision, conversion, literal] = match
    if (literal !== undefined) {
      const { value, stopped } = unescapeText(literal, false)
      piece += value
      if (stopped) return { piece, stopped }
      continue
    }
    if (whole === '%%') piece += '%'
    if (conversion === undefined) continue
    const size = width === '*' ? Number(args.shift() ?? 0) : width === undefined ? 0 : Number(width)
    const hasPrecision = /\.[^a-zA-Z(]*$/.test(whole.slice(0, -conversion.length))
    const digits =
      precision === '*'
        ? Number(args.shift() ?? 0)
        : hasPrecision
          ? Number(precision ?? 0)
          : undefined
    const converted = convert(conversion, flags, digits, args.shift(), errors, nowMs)
    piece += pad(converted.text, Math.min(size, 100_000), flags, conversion)
    if (converted.stopped) return { piece, stopped: true }
  }
  return { piece, stopped: false }
}

function convert(
  conversion: string,
  flags: string,
  precision: number | undefined,
  arg: string | undefined,
  errors: string[],
  nowMs: number,
): { text: string; stopped?: boolean } {
  switch (conversion.at(-1)) {
    case 's':
      return { text: precision === undefined ? (arg ?? '') : (arg ?? '').slice(0, precision) }
    case 'b': {
      const { value, stopped } = unescapeText(arg ?? '', true)
      return { text: value, stopped }
    }
    case 'q':
      return {
        text: /^[\w@%+=:,./-]+$/.test(arg ?? '')
          ? (arg ?? '')
          : (arg ?? '') === ''
            ? "''"
            : (arg ?? '').replaceAll(/[^\w@%+=:,./-]/g, (char) =>
                char === '\n' ? "$'\\n'" : `\\${char}`,
              ),
      }
    case 'c':
      return { text: (arg ?? '').charAt(0) }
    case 'd':
    case 'i':
    case 'u': {
      const value = integer(arg, errors)
      const digits = (value < 0n ? -value : value).toString().padStart(precision ?? 1, '0')
      return {
        text:
          (value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits,
      }
    }
    case 'o':
      return {
        text:
          (flags.includes('#') ? '0' : '') +
          BigInt.asUintN(64, integer(arg, errors))
            .toString(8)
            .padStart(precision ?? 1, '0'),
      }
    case 'x':
    case 'X': {
      const digits = BigInt.asUintN(64, integer(arg, errors))
        .toString(16)
        .padStart(precision ?? 1, '0')
      const text = (flags.includes('#') ? '0x' : '') + digits
      return { text: conversion === 'X' ? text.toUpperCase() : text }
    }
    case 'f':
    case 'F':
      return {
        text: signed(Number(arg ?? 0), flags, (value) =>
          value.toFixed(Math.min(precision ?? 6, 100)),
        ),
      }
    case 'e':
    case 'E':
      return {
        text: signed(Number(arg ?? 0), flags, (value) =>
          value.toExponential(Math.min(precision ?? 6, 100)).replace(/e([+-])(\d)$/, 'e$10$2'),
        ),
      }
    case 'g':
    case 'G':
      return {
        text: String(
          Number(Number(arg ?? 0).toPrecision(Math.max(1, Math.min(precision ?? 6, 100)))),
        ),
      }
    case 'T':
      return {
        text: strftime(
          conversion.slice(1, -2),
          arg === undefined || Number(arg) < 0 ? nowMs : Number(arg) * 1000,
        ),
      }
    default:
      errors.push(`\`${conversion}': invalid format character`)
      return { text: '', stopped: true }
  }
}

function signed(value: number, flags: string, format: (value: number) => string): string {
  return (value >= 0 && flags.includes('+') ? '+' : '') + format(value)
}

function integer(arg: string | undefined, errors: string[]): bigint {
  if (arg === undefined || arg === '') return 0n
  if (/^['"]/.test(arg)) return BigInt(arg.codePointAt(1) ?? 0)
  const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(arg)
  if (!match || match[0].length !== arg.length) errors.push(`${arg}: invalid number`)
  if (!match) return 0n
  const digits = match[2] ?? '0'
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return match[1] === '-' ? -value : value
}

function pad(text: string, width: number, flags: string, conversion: string): string {
  if (flags.includes('-')) return text.padEnd(width)
  if (!flags.includes('0') || 'sbqc'.includes(conversion)) return text.padStart(width)
  const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `date`'s formats; a guest's zone is UTC plus `offsetMinutes`. */
export function strftime(format: string, atMs: number, offsetMinutes = 0, zone = 'UTC'): string {
  const at = new Date(atMs + offsetMinutes * 60_000)
  const two = (value: number, fill = '0'): string => String(value).padStart(2, fill)
  const hour12 = at.getUTCHours() % 12 || 12
  const startOfYear = Date.UTC(at.getUTCFullYear(), 0, 1)
  const dayOfYear = Math.floor((at.getTime() - startOfYear) / 86_400_000) + 1
  const sign = offsetMinutes < 0 ? '-' : '+'
  const offset = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60].map(
    (part) => two(part),
  )
  const again = (inner: string): string => strftime(inner, atMs, offsetMinutes, zone)
  const values: Readonly<Record<string, () => string>> = {
    a: () => (days[at.getUTCDay()] ?? '').slice(0, 3),
    A: () => days[at.getUTCDay()] ?? '',
    b: () => (months[at.getUTCMonth()] ?? '').slice(0, 3),
    h: () => (months[at.getUTCMonth()] ?? '').slice(0, 3),
    B: () => months[at.getUTCMonth()] ?? '',
    c: () => again('%a %b %e %H:%M:%S %Y'),
    C: () => two(Math.floor(at.getUTCFullYear() / 100)),
    d: () => two(at.getUTCDate()),
    D: () => again('%m/%d/%y'),
    e: () => two(at.getUTCDate(), ' '),
    F: () => again('%Y-%m-%d'),
    H: () => two(at.getUTCHours()),
    I: () => two(hour12),
    j: () => String(dayOfYear).padStart(3, '0'),
    k: () => two(at.getUTCHours(), ' '),
    l: () => two(hour12, ' '),
    m: () => two(at.getUTCMonth() + 1),
    M: () => two(at.getUTCMinutes()),
    n: () => '\n',
    N: () => `${String(at.getUTCMilliseconds()).padStart(3, '0')}000000`,
    p: () => (at.getUTCHours() < 12 ? 'AM' : 'PM'),
    P: () => (at.getUTCHours() < 12 ? 'am' : 'pm'),
    r: () => again('%I:%M:%S %p'),
    R: () => again('%H:%M'),
    U: () => two(Math.floor((dayOfYear + 6 - at.getUTCDay()) / 7)),
    W: () => two(Math.floor((dayOfYear + 6 - ((at.getUTCDay() + 6) % 7)) / 7)),
    s: () => String(Math.floor(atMs / 1000)),
    S: () => two(at.getUTCSeconds()),
    t: () => '\t',
    T: () => again('%H:%M:%S'),
    u: () => String(at.getUTCDay() || 7),
    w: () => String(at.getUTCDay()),
    x: () => again('%m/%d/%y'),
    X: () => again('%H:%M:%S'),
    y: () => two(at.getUTCFullYear() % 100),
    Y: () => String(at.getUTCFullYear()),
    z: () => sign + offset.join(''),
    Z: () => zone,
  }
  return format.replaceAll(
    /%([-_0^#]?)(\d*)(:?[a-zA-Z%])/g,
    (whole, flag: string, width: string, letter: string) => {
      if (letter === '%') return '%'
      if (letter === ':z') return sign + offset.join(':')
      const value = values[letter]?.()
      if (value === undefined) return whole
      if (letter === 'N' && width !== '') return value.slice(0, Number(width))
      if (flag === '-') return value.replace(/^[0 ]+(?=.)/, '')
      if (flag === '_') return value.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length))
      return flag === '^' ? value.toUpperCase() : value
    },
  )
}
