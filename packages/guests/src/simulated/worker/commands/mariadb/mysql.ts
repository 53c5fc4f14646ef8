import { buffer } from 'node:stream/consumers'
import { rootCredentials } from '../../vfs/inode.ts'
import { options, type Call, type Program } from '../call.ts'
import { dial, lookUp } from '../net/dial.ts'
import { readLine } from '../passwords.ts'
import { serverVersion, socketPath } from './facts.ts'
import { databases, runStatement, splitStatements, SqlError, type SqlAnswer } from './sql.ts'

interface Session {
  database: string | undefined
  /** Boxes around rows, as on a terminal. */
  readonly boxed: boolean
  readonly titles: boolean
}

/** `mysql`: the client, over the socket of this guest's own server. */
const mysql: Program = async (call) => {
  // A password stands right after its letter.
  const args = call.args.map((arg) => (/^-p.+/.test(arg) ? '-p' : arg))
  const { flags, operands } = options(args, 'ehuDP', [
    'execute',
    'host',
    'user',
    'database',
    'port',
    'protocol',
    'socket',
  ])
  if (flags.has('V') || flags.has('version')) {
    await call.out(
      `mysql  Ver 15.1 Distrib ${serverVersion}, for Linux (x86_64) using  EditLine wrapper\n`,
    )
    return 0
  }
  const host = flags.get('h') ?? flags.get('host')
  const refused = await connect(call, host, flags.get('u') ?? flags.get('user'))
  if (refused !== undefined) return call.err(`${refused}\n`).then(() => 1)
  const line = flags.get('e') ?? flags.get('execute')
  const input = call.files.get(0)?.tty
  const session: Session = {
    database: flags.get('D') ?? flags.get('database') ?? operands[0],
    boxed: (line === undefined ? input !== undefined : call.tty !== undefined) || flags.has('t'),
    titles: !flags.has('N') && !flags.has('skip-column-names'),
  }
  if (session.database !== undefined && !databases(call).includes(session.database))
    return call.err(`ERROR 1049 (42000): Unknown database '${session.database}'\n`).then(() => 1)
  if (line === undefined && input) return converse(call, session)
  const text = line ?? (await call.readAll()).toString()
  const { statements, rest } = splitStatements(withoutComments(text))
  let number = 0
  for (const statement of [...statements, rest.trim()]) {
    if (statement === '') continue
    number += 1
    if (!(await run(call, session, statement, line === undefined ? number : 1))) return 1
  }
  return 0
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:--(?:\s.*)?|#.*)$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '')
}

/** Answers what keeps one from the server. */
async function connect(
  call: Call,
  host: string | undefined,
  user: string | undefined,
): Promise<string | undefined> {
  const { machine } = call
  if (host !== undefined && host !== 'localhost') {
    const found = await lookUp(call, host)
    if (typeof found === 'string') return `ERROR 2005 (HY000): Unknown server host '${host}' (-2)`
    const socket = await dial(call, { address: found[0] ?? host, port: 3306 })
    if (typeof socket === 'string')
      return `ERROR 2002 (HY000): Can't connect to MySQL server on '${host}' (${socket === 'refused' ? 111 : 110})`
    socket.end()
    const packet = await buffer(socket)
    return `ERROR ${packet.readUInt16LE(5)} (HY000): ${packet.subarray(7).toString()}`
  }
  if (!machine.vfs.peek(socketPath, rootCredentials) || !machine.units.running('mariadb'))
    return `ERROR 2002 (HY000): Can't connect to local MySQL server through socket '${socketPath}' (2)`
  await machine.users.refresh()
  const own = machine.users.userName(call.cred.uid)
  // Who it is on the system decides, until somebody is given a password.
  if ((user ?? own) !== 'root' || call.cred.uid !== 0)
    return `ERROR 1698 (28000): Access denied for user '${user ?? own}'@'localhost'`
  return undefined
}

async function converse(call: Call, session: Session): Promise<number> {
  await call.out(
    `Welcome to the MariaDB monitor.  Commands end with ; or \\g.\nYour MariaDB connection id is 3\nServer version: ${serverVersion} MariaDB Server (simulated: it keeps databases, but no tables or users)\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`,
  )
  let typed = ''
  for (;;) {
    await call.out(typed.trim() === '' ? `MariaDB [${session.database ?? '(none)'}]> ` : '    -> ')
    const line = await readLine(call)
    if (line === undefined || (typed === '' && /^\s*(?:exit|quit|\\q)\s*;?\s*$/i.test(line))) {
      await call.out('Bye\n')
      return 0
    }
    if (line.trim() === '\\c') typed = ''
    else if (typed === '' && /^use \w+$/i.test(line.trim())) typed = `${line};`
    else typed += `${line}\n`
    const { statements, rest } = splitStatements(typed)
    typed = rest.trim() === '' ? '' : rest
    for (const statement of statements) await run(call, session, statement, 1)
  }
}

/** Runs a statement and prints its answer; false when it was refused. */
async function run(
  call: Call,
  session: Session,
  statement: string,
  line: number,
): Promise<boolean> {
  try {
    const answer = await runStatement(call, statement, session.database)
    if ('used' in answer) {
      session.database = answer.used
      if (session.boxed) await call.out('Database changed\n')
    } else await call.out(shown(answer, session))
    return true
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    const at = session.boxed ? '' : ` at line ${line}`
    await call.err(`ERROR ${error.code} (${error.state})${at}: ${error.message}\n`)
    return false
  }
}

function shown(answer: Exclude<SqlAnswer, { used: string }>, { boxed, titles }: Session): string {
  if ('changed' in answer)
    return boxed
      ? `Query OK, ${answer.changed} row${answer.changed === 1 ? '' : 's'} affected (0.000 sec)\n\n`
      : ''
  const { columns, rows } = answer
  if (!boxed)
    return [...(titles ? [columns] : []), ...rows].map((row) => `${row.join('\t')}\n`).join('')
  if (rows.length === 0) return 'Empty set (0.000 sec)\n\n'
  const widths = columns.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`
  const line = (row: readonly string[]): string =>
    `|${row.map((cell, at) => ` ${cell.padEnd(widths[at] ?? 0)} `).join('|')}|\n`
  return `${rule}${line(columns)}${rule}${rows.map(line).join('')}${rule}${rows.length} row${rows.length === 1 ? '' : 's'} in set (0.000 sec)\n\n`
}

/** `mysqladmin ping`, `status`, `version`. */
const mysqladmin: Program = async (call) => {
  const { flags, operands } = options(call.args, 'uhP', ['user', 'host'])
  const refused = await connect(call, flags.get('h'), flags.get('u') ?? flags.get('user'))
  if (refused !== undefined)
    return call
      .err(
        `mysqladmin: connect to server at 'localhost' failed\nerror: '${refused.replace(/^ERROR \d+ \(\w+\): /, '')}'\n`,
      )
      .then(() => 1)
  const [verb = ''] = operands
  if (verb === 'ping') return call.out('mysqld is alive\n').then(() => 0)
  if (verb === 'version' || verb === 'status') {
    const since = call.machine.units.running('mariadb')?.sinceMs ?? 0
    const uptime = Math.floor(((await call.machine.outside.freshNow()) - since) / 1000)
    await call.out(
      verb === 'status'
        ? `Uptime: ${uptime}  Threads: 1  Questions: 1  Slow queries: 0  Opens: 16  Open tables: 10  Queries per second avg: 0.000\n`
        : `Server version\t\t${serverVersion}\nProtocol version\t10\nConnection\t\tLocalhost via UNIX socket\nUNIX socket\t\t${socketPath}\nUptime:\t\t\t${uptime} sec\n`,
    )
    return 0
  }
  return call.fail(`${verb}: not available in a simulated guest: only ping, status and version are`)
}

const secure: Program = async (call) => {
  await call.err(
    `${call.name}: not available in a simulated guest: its MariaDB keeps no users and no passwords\n`,
  )
  return 1
}

export const mariadbPrograms = {
  mysql,
  mysqladmin,
  mysql_secure_installation: secure,
} satisfies Readonly<Record<string, Program>>
