import { strftime } from '../shell/printf.ts'
import type { PhpHost } from './host.ts'
import {
  PhpArray,
  fromJson,
  looselyEqual,
  toBool,
  toJson,
  toNumber,
  toText,
  type Php,
} from './values.ts'

/** What a function may do besides answering. */
export interface PhpContext {
  readonly host: PhpHost
  warn(message: string): void
  call(callee: Php, args: Php[]): Promise<Php>
  set(index: number, value: Php): Promise<void>
}

type PhpFunctionBody = (args: Php[], context: PhpContext) => Php | Promise<Php>

const array = (value: Php | undefined): PhpArray =>
  value instanceof PhpArray ? value : new PhpArray()
const string = (value: Php | undefined): string => toText(value ?? null)
const number = (value: Php | undefined): number => toNumber(value ?? null)

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;')
}

function dump(value: Php, indent = ''): string {
  if (value instanceof PhpArray)
    return `Array\n${indent}(\n${[...value.entries].map(([key, one]) => `${indent}    [${key}] => ${dump(one, `${indent}        `)}\n`).join('')}${indent})\n`
  return toText(value)
}

function describe(value: Php, indent = ''): string {
  if (value === null) return `${indent}NULL\n`
  if (typeof value === 'boolean') return `${indent}bool(${value})\n`
  if (typeof value === 'number')
    return `${indent}${Number.isInteger(value) ? 'int' : 'float'}(${value})\n`
  if (typeof value === 'string') return `${indent}string(${Buffer.byteLength(value)}) "${value}"\n`
  if (value instanceof PhpArray)
    return `${indent}array(${value.entries.size}) {\n${[...value.entries].map(([key, one]) => `${indent}  [${typeof key === 'number' ? key : `"${key}"`}]=>\n${describe(one, `${indent}  `)}`).join('')}${indent}}\n`
  return `${indent}object(Closure)#1 (0) {\n${indent}}\n`
}

function format(template: string, args: readonly Php[]): string {
  let at = 0
  return template.replaceAll(
    /%(?:(\d+)\$)?([-+0]|'.)*(\d+)?(?:\.(\d+))?([bcdeEfFgGosuxX%])/g,
    (whole, position, _flag, width, precision, kind: string) => {
      if (kind === '%') return '%'
      const value = position === undefined ? args[at++] : args[Number(position) - 1]
      const made =
        kind === 's'
          ? precision === undefined
            ? string(value)
            : string(value).slice(0, Number(precision))
          : kind === 'd' || kind === 'u'
            ? String(Math.trunc(number(value)))
            : /[fF]/.test(kind)
              ? number(value).toFixed(precision === undefined ? 6 : Number(precision))
              : kind === 'x'
                ? Math.trunc(number(value)).toString(16)
                : kind === 'X'
                  ? Math.trunc(number(value)).toString(16).toUpperCase()
                  : kind === 'b'
                    ? Math.trunc(number(value)).toString(2)
                    : kind === 'o'
                      ? Math.trunc(number(value)).toString(8)
                      : string(value)
      const left = /%-/.test(whole)
      const fill = /%0/.test(whole) ? '0' : (/'(.)/.exec(whole)?.[1] ?? ' ')
      return left ? made.padEnd(Number(width ?? 0)) : made.padStart(Number(width ?? 0), fill)
    },
  )
}

const dateLetters: Readonly<Record<string, string>> = {
  d: '%d',
  m: '%m',
  Y: '%Y',
  y: '%y',
  H: '%H',
  i: '%M',
  s: '%S',
  D: '%a',
  l: '%A',
  M: '%b',
  F: '%B',
  A: '%p',
  h: '%I',
  e: 'UTC',
  T: 'UTC',
  P: '+00:00',
  O: '+0000',
}

function date(pattern: string, ms: number): string {
  const at = new Date(ms)
  return pattern.replaceAll(/\\?[a-zA-Z]/g, (letter) => {
    if (letter.startsWith('\\')) return letter.slice(1)
    if (letter === 'j') return String(at.getUTCDate())
    if (letter === 'n') return String(at.getUTCMonth() + 1)
    if (letter === 'G') return String(at.getUTCHours())
    if (letter === 'g') return String(at.getUTCHours() % 12 || 12)
    if (letter === 'a') return at.getUTCHours() < 12 ? 'am' : 'pm'
    if (letter === 'N') return String(at.getUTCDay() || 7)
    if (letter === 'U') return String(Math.floor(ms / 1000))
    if (letter === 'c') return `${at.toISOString().slice(0, 19)}+00:00`
    if (letter === 'r') return strftime('%a, %d %b %Y %H:%M:%S +0000', ms)
    const code = dateLetters[letter]
    return code === undefined ? letter : strftime(code, ms)
  })
}

/** A pattern with its delimiters, as PHP writes them. */
function regex(pattern: string, more = ''): RegExp {
  const [, body = '', flags = ''] = /^.(.*).([a-zA-Z]*)$/s.exec(pattern) ?? []
  return new RegExp(body, `${flags.replaceAll(/[^imsu]/g, '')}${more}`)
}

const contexts = new Map<string, PhpArray>()
let nextHandle = 1

/** A cURL handle or a stream context: its options under a name. */
function handle(kind: string, options = new PhpArray()): string {
  const name = `Resource id #${kind}${nextHandle++}`
  contexts.set(name, options)
  if (contexts.size > 1000) contexts.delete(contexts.keys().next().value ?? '')
  return name
}

async function fileGetContents(args: Php[], { host, warn }: PhpContext): Promise<Php> {
  const name = string(args[0])
  if (!/^https?:/.test(name)) {
    if (name === 'php://input') return toText(host.superglobals['_INPUT'] ?? '')
    if (await host.exists(name)) return host.read(name)
    warn(`file_get_contents(${name}): Failed to open stream: No such file or directory`)
    return false
  }
  const http = array(contexts.get(string(args[2]))?.get('http'))
  const given = http.get('header')
  const headers =
    given instanceof PhpArray
      ? given.values.map(toText)
      : toText(given).split(/\r?\n/).filter(Boolean)
  const timeout = toNumber(http.get('timeout'))
  const reply = await host.fetch({
    url: name,
    method: toText(http.get('method')) || 'GET',
    headers,
    body: toText(http.get('content')),
    seconds: timeout > 0 ? timeout : 60,
  })
  if (typeof reply === 'string') {
    warn(`file_get_contents(${name}): Failed to open stream: ${reply}`)
    return false
  }
  if (reply.status >= 400 && !toBool(http.get('ignore_errors'))) {
    warn(
      `file_get_contents(${name}): Failed to open stream: HTTP request failed! HTTP/1.1 ${reply.status}`,
    )
    return false
  }
  return reply.text
}

async function curlExec(args: Php[], { host }: PhpContext): Promise<Php> {
  const options = contexts.get(string(args[0])) ?? new PhpArray()
  const option = (name: string): Php => options.get(`CURLOPT_${name}`)
  const fields = option('POSTFIELDS')
  const body = fields instanceof PhpArray ? query(fields) : toText(fields)
  const headers = array(option('HTTPHEADER')).values.map(toText)
  const method =
    toText(option('CUSTOMREQUEST')) ||
    (toBool(option('PUT')) ? 'PUT' : toBool(option('POST')) || body !== '' ? 'POST' : 'GET')
  const limits = [option('CONNECTTIMEOUT'), option('TIMEOUT')]
    .map(toNumber)
    .filter((one) => one > 0)
  const reply = await host.fetch({
    url: toText(option('URL')),
    method,
    headers,
    body,
    seconds: limits.length > 0 ? Math.min(...limits) : 300,
  })
  if (typeof reply === 'string') {
    options.set('error', reply)
    options.set('status', 0)
    return false
  }
  options.set('status', reply.status)
  options.set('error', '')
  if (toBool(option('RETURNTRANSFER'))) return reply.text
  host.write(reply.text)
  return true
}

function query(fields: PhpArray): string {
  return [...fields.entries]
    .map(
      ([key, value]) => `${encodeURIComponent(String(key))}=${encodeURIComponent(toText(value))}`,
    )
    .join('&')
}

async function shell(args: Php[], { host, set }: PhpContext): Promise<Php> {
  const { text, code } = await host.execute(string(args[0]))
  const lines = text.replace(/\n$/, '').split('\n')
  if (args.length > 1) await set(1, PhpArray.of(text === '' ? [] : lines))
  if (args.length > 2) await set(2, code)
  return lines.at(-1) ?? ''
}

async function sorted(
  args: Php[],
  context: PhpContext,
  by: 'value' | 'key',
  keeps: boolean,
  order: 1 | -1,
): Promise<Php> {
  const entries = [...array(args[0]).entries].toSorted(([ka, a], [kb, b]) => {
    const [one, other] = by === 'key' ? [ka, kb] : [a, b]
    const numeric = typeof one === 'number' && typeof other === 'number'
    return order * (numeric ? one - other : toText(one).localeCompare(toText(other)))
  })
  await context.set(
    0,
    keeps ? new PhpArray(entries) : PhpArray.of(entries.map(([, value]) => value)),
  )
  return true
}

function phpInfo({ host }: PhpContext): boolean {
  host.write(
    `<!DOCTYPE html>\n<html><head><title>PHP 8.4.12 - phpinfo()</title></head><body><h1>PHP Version 8.4.12</h1>\n<table>\n<tr><td>System</td><td>Linux ${escape(host.hostname)}, a simulated guest of Brume: a small interpreter that knows teaching pages</td></tr>\n<tr><td>Server API</td><td>FPM/FastCGI</td></tr>\n<tr><td>Loaded Configuration File</td><td>/etc/php.ini</td></tr>\n</table>\n<h2>PHP Variables</h2>\n<table>\n${[...array(host.superglobals['_SERVER']).entries].map(([key, value]) => `<tr><td>$_SERVER['${escape(String(key))}']</td><td>${escape(toText(value))}</td></tr>\n`).join('')}</table>\n</body></html>\n`,
  )
  return true
}

/** The functions that pages may call, by their names in lower case. */
export const phpFunctions: Readonly<Record<string, PhpFunctionBody>> = {
  strlen: ([a]) => Buffer.byteLength(string(a)),
  mb_strlen: ([a]) => [...string(a)].length,
  count: ([a]) => array(a).entries.size,
  sizeof: ([a]) => array(a).entries.size,
  strtoupper: ([a]) => string(a).toUpperCase(),
  strtolower: ([a]) => string(a).toLowerCase(),
  ucfirst: ([a]) => string(a).charAt(0).toUpperCase() + string(a).slice(1),
  ucwords: ([a]) => string(a).replaceAll(/(?:^|\s)\S/g, (each) => each.toUpperCase()),
  trim: ([a]) => string(a).trim(),
  ltrim: ([a]) => string(a).trimStart(),
  rtrim: ([a]) => string(a).trimEnd(),
  chop: ([a]) => string(a).trimEnd(),
  nl2br: ([a]) => string(a).replaceAll('\n', '<br />\n'),
  htmlspecialchars: ([a]) => escape(string(a)),
  htmlentities: ([a]) => escape(string(a)),
  strip_tags: ([a]) => string(a).replaceAll(/<[^>]*>/g, ''),
  addslashes: ([a]) => string(a).replaceAll(/(['"\\])/g, String.raw`\$1`),
  str_repeat: ([a, b]) => string(a).repeat(Math.min(1_000_000, Math.max(0, number(b)))),
  str_replace: ([from, to, subject]) => {
    const wanted = from instanceof PhpArray ? from.values.map(toText) : [string(from)]
    return wanted.reduce(
      (made, each, index) =>
        made.replaceAll(each, to instanceof PhpArray ? string(to.values[index]) : string(to)),
      string(subject),
    )
  },
  str_pad: ([a, width, fill, type]) =>
    type === 0 || type === 'STR_PAD_LEFT'
      ? string(a).padStart(number(width), string(fill ?? ' '))
      : string(a).padEnd(number(width), string(fill ?? ' ')),
  str_contains: ([a, b]) => string(a).includes(string(b)),
  str_starts_with: ([a, b]) => string(a).startsWith(string(b)),
  str_ends_with: ([a, b]) => string(a).endsWith(string(b)),
  strpos: ([a, b]) => {
    const at = string(a).indexOf(string(b))
    return at < 0 ? false : at
  },
  strstr: ([a, b]) => {
    const at = string(a).indexOf(string(b))
    return at < 0 ? false : string(a).slice(at)
  },
  strrev: ([a]) => [...string(a)].toReversed().join(''),
  strcmp: ([a, b]) => (string(a) < string(b) ? -1 : string(a) > string(b) ? 1 : 0),
  substr: ([a, from, length]) => {
    const text = string(a)
    const start = number(from) < 0 ? Math.max(0, text.length + number(from)) : number(from)
    const end =
      length === undefined || length === null
        ? text.length
        : number(length) < 0
          ? text.length + number(length)
          : start + number(length)
    return text.slice(start, end)
  },
  explode: ([by, a, limit]) => {
    const all = string(a).split(string(by))
    const most = limit === undefined ? all.length : number(limit)
    return PhpArray.of(
      most < all.length && most > 0
        ? [...all.slice(0, most - 1), all.slice(most - 1).join(string(by))]
        : all,
    )
  },
  implode: ([by, a]) =>
    by instanceof PhpArray
      ? by.values.map(toText).join(string(a))
      : array(a).values.map(toText).join(string(by)),
  join: ([by, a]) => array(a).values.map(toText).join(string(by)),
  sprintf: ([template, ...rest]) => format(string(template), rest),
  printf: ([template, ...rest], { host }) => {
    host.write(format(string(template), rest))
    return 1
  },
  number_format: ([a, decimals, point, separator]) => {
    const [whole = '', rest] = number(a).toFixed(number(decimals)).split('.')
    return (
      whole.replaceAll(/\B(?=(\d{3})+$)/g, string(separator ?? ',')) +
      (rest === undefined ? '' : string(point ?? '.') + rest)
    )
  },
  is_array: ([a]) => a instanceof PhpArray,
  is_string: ([a]) => typeof a === 'string',
  is_numeric: ([a]) =>
    typeof a === 'number' || (typeof a === 'string' && /^\s*[-+]?\d*\.?\d+\s*$/.test(a)),
  is_int: ([a]) => typeof a === 'number' && Number.isInteger(a),
  is_bool: ([a]) => typeof a === 'boolean',
  is_null: ([a]) => a === null || a === undefined,
  intval: ([a]) => Math.trunc(number(a)),
  floatval: ([a]) => number(a),
  strval: ([a]) => string(a),
  boolval: ([a]) => toBool(a ?? null),
  abs: ([a]) => Math.abs(number(a)),
  floor: ([a]) => Math.floor(number(a)),
  ceil: ([a]) => Math.ceil(number(a)),
  round: ([a, b]) => Math.round(number(a) * 10 ** number(b)) / 10 ** number(b),
  sqrt: ([a]) => Math.sqrt(number(a)),
  pow: ([a, b]) => number(a) ** number(b),
  pi: () => Math.PI,
  sin: ([a]) => Math.sin(number(a)),
  max: (args) => Math.max(...(args[0] instanceof PhpArray ? args[0].values : args).map(toNumber)),
  min: (args) => Math.min(...(args[0] instanceof PhpArray ? args[0].values : args).map(toNumber)),
  rand: ([from, to], { host }) =>
    number(from) +
    host.random(Math.max(1, (to === undefined ? 2 ** 31 : number(to)) - number(from) + 1)),
  mt_rand: ([from, to], { host }) =>
    number(from) +
    host.random(Math.max(1, (to === undefined ? 2 ** 31 : number(to)) - number(from) + 1)),
  random_int: ([from, to], { host }) =>
    number(from) + host.random(Math.max(1, number(to) - number(from) + 1)),
  array_keys: ([a]) => PhpArray.of(array(a).entries.keys()),
  array_values: ([a]) => PhpArray.of(array(a).values),
  array_merge: (args) => {
    const made = new PhpArray()
    for (const each of args)
      for (const [key, value] of array(each).entries)
        if (typeof key === 'number') made.push(value)
        else made.set(key, value)
    return made
  },
  array_sum: ([a]) => array(a).values.reduce<number>((sum, each) => sum + toNumber(each), 0),
  array_map: async ([callee, a], { call }) => {
    const made = new PhpArray()
    for (const [key, each] of array(a).entries) made.set(key, await call(callee ?? null, [each]))
    return made
  },
  array_filter: async ([a, callee], { call }) => {
    const made = new PhpArray()
    for (const [key, each] of array(a).entries)
      if (toBool(callee ? await call(callee, [each]) : each)) made.set(key, each)
    return made
  },
  array_slice: ([a, from, length]) =>
    PhpArray.of(
      array(a).values.slice(
        number(from),
        length === undefined || length === null ? undefined : number(from) + number(length),
      ),
    ),
  array_reverse: ([a]) => PhpArray.of(array(a).values.toReversed()),
  array_unique: ([a]) => PhpArray.of(new Set(array(a).values)),
  array_key_exists: ([key, a]) => array(a).entries.has(typeof key === 'number' ? key : string(key)),
  array_push: async ([a, ...values], { set }) => {
    const made = array(a).copy()
    for (const each of values) made.push(each)
    await set(0, made)
    return made.entries.size
  },
  array_pop: async ([a], { set }) => {
    const all = [...array(a).entries]
    const gone = all.pop()
    await set(0, new PhpArray(all, all.length))
    return gone?.[1] ?? null
  },
  array_shift: async ([a], { set }) => {
    const [first, ...rest] = array(a).values
    await set(0, PhpArray.of(rest))
    return first ?? null
  },
  array_rand: ([a], { host }) =>
    [...array(a).entries.keys()][host.random(Math.max(1, array(a).entries.size))] ?? null,
  in_array: ([wanted, a]) => array(a).values.some((each) => looselyEqual(each, wanted ?? null)),
  array_search: ([wanted, a]) =>
    [...array(a).entries].find(([, each]) => looselyEqual(each, wanted ?? null))?.[0] ?? false,
  range: ([from, to, step]) => {
    const by = Math.max(1e-9, Math.abs(number(step ?? 1)) || 1)
    const made: Php[] = []
    for (
      let at = number(from);
      number(from) <= number(to) ? at <= number(to) : at >= number(to);
      at += number(from) <= number(to) ? by : -by
    ) {
      made.push(at)
      if (made.length > 1_000_000) break
    }
    return PhpArray.of(made)
  },
  sort: (args, context) => sorted(args, context, 'value', false, 1),
  rsort: (args, context) => sorted(args, context, 'value', false, -1),
  asort: (args, context) => sorted(args, context, 'value', true, 1),
  ksort: (args, context) => sorted(args, context, 'key', true, 1),
  json_encode: ([a, flags]) => {
    const made =
      (number(flags) & 128) !== 0
        ? JSON.stringify(toJson(a ?? null), null, 4)
        : JSON.stringify(toJson(a ?? null))
    return (number(flags) & 64) !== 0 ? made : made.replaceAll('/', String.raw`\/`)
  },
  json_decode: ([a]) => {
    try {
      return fromJson(JSON.parse(string(a)))
    } catch {
      return null
    }
  },
  print_r: ([a, returns], { host }) => {
    if (toBool(returns ?? null)) return dump(a ?? null)
    host.write(dump(a ?? null))
    return true
  },
  var_dump: (args, { host }) => {
    for (const each of args) host.write(describe(each))
    return null
  },
  md5: async ([a], { host }) =>
    (
      await host.execute(`printf %s '${string(a).replaceAll("'", String.raw`'\''`)}' | md5sum`)
    ).text.slice(0, 32),
  base64_encode: ([a]) => Buffer.from(string(a)).toString('base64'),
  base64_decode: ([a]) => Buffer.from(string(a), 'base64').toString(),
  urlencode: ([a]) => encodeURIComponent(string(a)).replaceAll('%20', '+'),
  rawurlencode: ([a]) => encodeURIComponent(string(a)),
  http_build_query: ([a]) => query(array(a)),
  preg_match: async ([pattern, subject], { set }) => {
    const match = regex(string(pattern)).exec(string(subject))
    await set(2, PhpArray.of([...(match ?? [])].map((each) => each ?? '')))
    return match ? 1 : 0
  },
  preg_replace: ([pattern, to, subject]) =>
    string(subject).replaceAll(
      regex(string(pattern), 'g'),
      string(to).replaceAll(/\\(\d)/g, '$$$1'),
    ),
  preg_split: ([pattern, subject]) => PhpArray.of(string(subject).split(regex(string(pattern)))),
  date: async ([pattern, at], { host }) =>
    date(string(pattern), at === undefined || at === null ? await host.now() : number(at) * 1000),
  gmdate: async ([pattern, at], { host }) =>
    date(string(pattern), at === undefined || at === null ? await host.now() : number(at) * 1000),
  time: async (_args, { host }) => Math.floor((await host.now()) / 1000),
  microtime: async ([asNumber], { host }) => {
    const now = await host.now()
    return toBool(asNumber ?? null)
      ? now / 1000
      : `0.${String(now % 1000).padStart(3, '0')}00000 ${Math.floor(now / 1000)}`
  },
  date_default_timezone_set: () => true,
  date_default_timezone_get: () => 'UTC',
  sleep: async ([a], { host }) => {
    await host.sleep(number(a) * 1000)
    return 0
  },
  usleep: async ([a], { host }) => {
    await host.sleep(number(a) / 1000)
    return null
  },
  gethostname: (_args, { host }) => host.hostname,
  php_uname: ([a], { host }) => (a === 'n' ? host.hostname : `Linux ${host.hostname}`),
  phpversion: () => '8.4.12',
  php_sapi_name: () => 'fpm-fcgi',
  phpinfo: (_args, context) => phpInfo(context),
  sys_getloadavg: async (_args, { host }) =>
    PhpArray.of((await host.read('/proc/loadavg')).split(' ').slice(0, 3).map(Number)),
  memory_get_usage: () => 424_688,
  gethostbyname: async ([a], { host }) => (await host.resolve(string(a))) ?? string(a),
  file_get_contents: fileGetContents,
  file: async ([name], { host, warn }) => {
    if (!(await host.exists(string(name)))) {
      warn(`file(${string(name)}): Failed to open stream: No such file or directory`)
      return false
    }
    return PhpArray.of((await host.read(string(name))).split(/(?<=\n)/))
  },
  readfile: async ([name], { host }) => {
    const text = await host.read(string(name))
    host.write(text)
    return text.length
  },
  file_put_contents: async ([name, text, flags], { host, warn }) => {
    const data = text instanceof PhpArray ? text.values.map(toText).join('') : string(text)
    if (await host.put(string(name), data, (number(flags) & 8) !== 0))
      return Buffer.byteLength(data)
    warn(`file_put_contents(${string(name)}): Failed to open stream: Permission denied`)
    return false
  },
  file_exists: ([name], { host }) => host.exists(string(name)),
  is_file: ([name], { host }) => host.exists(string(name)),
  is_dir: ([name], { host }) => host.list(string(name)) !== undefined,
  scandir: ([name], { host }) => {
    const names = host.list(string(name))
    return names ? PhpArray.of(['.', '..', ...names]) : false
  },
  basename: ([a, suffix]) =>
    (string(a).split('/').at(-1) ?? '').replace(
      new RegExp(`${string(suffix).replaceAll('.', String.raw`\.`)}$`),
      '',
    ),
  dirname: ([a]) => string(a).replace(/\/[^/]*$/, '') || '/',
  stream_context_create: ([a]) => handle('c', array(a)),
  curl_init: ([url]) => {
    const options = new PhpArray()
    if (url !== undefined) options.set('CURLOPT_URL', url)
    return handle('h', options)
  },
  curl_setopt: ([h, name, value]) => {
    contexts.get(string(h))?.set(name ?? null, value ?? null)
    return true
  },
  curl_setopt_array: ([h, all]) => {
    for (const [key, value] of array(all).entries) contexts.get(string(h))?.set(key, value)
    return true
  },
  curl_exec: curlExec,
  curl_error: ([h]) => contexts.get(string(h))?.get('error') ?? '',
  curl_errno: ([h]) => (toText(contexts.get(string(h))?.get('error') ?? '') === '' ? 0 : 7),
  curl_getinfo: ([h]) => contexts.get(string(h))?.get('status') ?? 0,
  curl_close: ([h]) => {
    contexts.delete(string(h))
    return null
  },
  shell_exec: async ([command], { host }) => (await host.execute(string(command))).text,
  exec: shell,
  system: async (args, context) => {
    const { text } = await context.host.execute(string(args[0]))
    context.host.write(text)
    return text.trimEnd().split('\n').at(-1) ?? ''
  },
  passthru: async (args, context) => {
    context.host.write((await context.host.execute(string(args[0]))).text)
    return null
  },
  escapeshellarg: ([a]) => `'${string(a).replaceAll("'", String.raw`'\''`)}'`,
  header: ([line], { host }) => {
    host.header(string(line))
    return null
  },
  http_response_code: ([code], { host }) => {
    if (code !== undefined) host.status(number(code))
    return true
  },
  getenv: ([name], { host }) => array(host.superglobals['_ENV']).get(name ?? null) ?? false,
  isset: () => true,
  error_reporting: () => 0,
  ini_set: () => false,
  set_time_limit: () => true,
  ob_start: () => true,
  ob_end_flush: () => true,
  flush: () => null,
  session_start: (_args, { warn }) => {
    warn('session_start(): sessions are not available in a simulated guest')
    return false
  },
  mysqli_report: () => true,
  mysqli_connect_error: () => 'Connection refused',
  mysqli_connect: async ([name], { host, warn }) => {
    warn(`mysqli_connect(): (HY000/2002): ${await host.databaseError(string(name ?? 'localhost'))}`)
    return false
  },
}
