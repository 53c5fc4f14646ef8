import { strftime } from '../../shell/printf.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import type { Call } from '../call.ts'
import { dataDirectory, serverVersion } from './facts.ts'

/** What a statement answers: rows, or how many it changed. */
export type SqlAnswer =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly changed: number }
  | { readonly used: string }

export class SqlError extends Error {
  override readonly name = 'SqlError'
  readonly code: number
  readonly state: string
  constructor(code: number, state: string, message: string) {
    super(message)
    this.code = code
    this.state = state
  }
}

const ownDatabases = ['information_schema', 'mysql', 'performance_schema']

/** Statements of a text, each without its end; the rest is what no end follows yet. */
export function splitStatements(text: string): {
  readonly statements: readonly string[]
  readonly rest: string
} {
  const statements: string[] = []
  let quote = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (quote !== '') {
      if (char === '\\') at++
      else if (char === quote) quote = ''
    } else if (char === "'" || char === '"' || char === '`') quote = char
    else if (char === ';' || text.startsWith('\\G', at) || text.startsWith('\\g', at)) {
      statements.push(text.slice(from, at).trim())
      from = at + (char === ';' ? 1 : 2)
    }
  }
  return { statements: statements.filter((one) => one !== ''), rest: text.slice(from) }
}

/** Databases by their names and a few values; whatever needs tables is refused. */
export async function runStatement(
  call: Call,
  statement: string,
  database: string | undefined,
): Promise<SqlAnswer> {
  const text = statement.replaceAll(/\s+/g, ' ').trim()
  const select = /^select (.+)$/i.exec(text)?.[1]
  if (select !== undefined && !/\bfrom\b/i.test(select)) return evaluate(call, select, database)
  if (/^show (?:databases|schemas)$/i.test(text))
    return { columns: ['Database'], rows: databases(call).map((name) => [name]) }
  if (/^show tables$/i.test(text)) {
    if (database === undefined) throw new SqlError(1046, '3D000', 'No database selected')
    if (!ownDatabases.includes(database)) return { columns: [`Tables_in_${database}`], rows: [] }
  }
  const named =
    /^(create|drop) (?:database|schema)( if (?:not )?exists)? `?(\w+)`?(?: (?:default )?(?:character set|charset|collate)[ =]+\w+)*$/i.exec(
      text,
    )
  if (named) {
    const [, verb = '', unless, name = ''] = named
    return verb.toLowerCase() === 'create'
      ? create(call, name, unless !== undefined)
      : drop(call, name, unless !== undefined)
  }
  const used = /^use `?(\w+)`?$/i.exec(text)?.[1]
  if (used !== undefined) {
    if (!databases(call).includes(used))
      throw new SqlError(1049, '42000', `Unknown database '${used}'`)
    return { used }
  }
  throw new SqlError(
    1235,
    '42000',
    `This MariaDB is simulated and doesn't keep tables or users: '${text.split(' ').slice(0, 2).join(' ')}' is not supported`,
  )
}

export function databases(call: Call): string[] {
  const directory = call.vfs.peek(dataDirectory, rootCredentials)
  const made = [...(directory?.children ?? [])]
    .filter(([, inode]) => inode.kind === 'directory')
    .map(([name]) => name)
  return [...new Set([...ownDatabases, ...made])].sort()
}

function create(call: Call, name: string, quietly: boolean): SqlAnswer {
  const exists = databases(call).includes(name)
  if (exists && !quietly)
    throw new SqlError(1007, 'HY000', `Can't create database '${name}'; database exists`)
  if (!exists) call.vfs.makeDirectories(`${dataDirectory}/${name}`, rootCredentials, 0o700)
  return { changed: 1 }
}

function drop(call: Call, name: string, quietly: boolean): SqlAnswer {
  const path = `${dataDirectory}/${name}`
  if (!call.vfs.peek(path, rootCredentials)) {
    if (quietly) return { changed: 0 }
    throw new SqlError(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`)
  }
  if (ownDatabases.includes(name))
    throw new SqlError(
      1044,
      '42000',
      `Access denied for user 'root'@'localhost' to database '${name}'`,
    )
  call.vfs.remove(path, rootCredentials, 'directory')
  return { changed: 0 }
}

async function evaluate(
  call: Call,
  list: string,
  database: string | undefined,
): Promise<SqlAnswer> {
  const now = await call.machine.outside.freshNow()
  const columns: string[] = []
  const row: string[] = []
  for (const part of list.match(/(?:'[^']*'|"[^"]*"|\([^)]*\)|[^,])+/g) ?? []) {
    const [, typed = '', alias] = /^(.*?)(?: as `?(\w+)`?)?$/i.exec(part.trim()) ?? []
    columns.push(alias ?? typed.replace(/^(['"])(.*)\1$/, '$2'))
    row.push(valueOf(call, typed, database, now))
  }
  return { columns, rows: [row] }
}

function valueOf(call: Call, typed: string, database: string | undefined, now: number): string {
  const text = /^(['"])(.*)\1$/.exec(typed)?.[2]
  if (text !== undefined) return text
  if (/^-?\d+(?:\.\d+)?$/.test(typed)) return typed
  const sum = /^(-?\d+) ?([-+*]) ?(\d+)$/.exec(typed)
  if (sum) {
    const [left, right] = [Number(sum[1]), Number(sum[3])]
    return String(sum[2] === '+' ? left + right : sum[2] === '-' ? left - right : left * right)
  }
  const known: Readonly<Record<string, string>> = {
    'version()': serverVersion,
    '@@version': serverVersion,
    'now()': strftime('%Y-%m-%d %H:%M:%S', now),
    'current_timestamp()': strftime('%Y-%m-%d %H:%M:%S', now),
    'curdate()': strftime('%Y-%m-%d', now),
    'user()': 'root@localhost',
    'current_user()': 'root@localhost',
    'database()': database ?? 'NULL',
    '@@hostname': call.machine.hostname,
    '@@port': '3306',
    '@@datadir': `${dataDirectory}/`,
  }
  const name = typed.toLowerCase()
  const value = Object.hasOwn(known, name) ? known[name] : undefined
  if (value === undefined)
    throw new SqlError(1235, '42000', `This MariaDB is simulated: '${typed}' is not supported`)
  return value
}
