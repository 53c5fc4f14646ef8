import { applyOptions } from '../shell/builtins/settings.ts'
import { ShellError } from '../shell/control-flow.ts'
import { runScript } from '../shell/execute.ts'
import { runText } from '../shell/run-text.ts'
import { Shell } from '../shell/shell.ts'
import { prompt, setDefaults, startShell } from '../system/login.ts'
import { interact } from '../tty/repl.ts'
import { Tty } from '../tty/tty.ts'
import { reasonOf } from '../vfs/errors.ts'
import { timeout } from './timeout.ts'
import { seconds } from './seconds.ts'
import type { Call, Program } from './call.ts'
import { NullFile, type OpenFile } from '../system/open-file.ts'
import { options } from './call.ts'

/** A shell that inherits the caller's environment. */
function inherit(call: Call): Shell {
  const shell = new Shell(call.machine, call.process, call.cwd)
  for (const [name, value] of call.env) {
    const variable = shell.variables.ensure(name)
    variable.value = value
    variable.exported = true
  }
  shell.umask = call.umask
  setDefaults(shell)
  shell.name = call.name
  for (const [fd, file] of call.files) shell.files.set(fd, file.share())
  return shell
}

const bash: Program = async (call) => {
  const shell = inherit(call)
  const args = [...call.args]
  let login = false
  let interactive = false
  let command = false
  const passed: string[] = []
  while (/^[-+]./.test(args[0] ?? '')) {
    const arg = args.shift() ?? ''
    if (arg === '--') break
    if (arg === '--login') login = true
    else if (arg === '--version') {
      await call.out(
        `GNU bash, version ${call.machine.facts.bash} (${shell.variables.get('MACHTYPE')})\n`,
      )
      shell.close()
      return 0
    } else if (arg.startsWith('--')) {
      if (arg === '--rcfile' || arg === '--init-file') args.shift()
    } else {
      const letters = arg.slice(1)
      if (letters.includes('c')) command = true
      if (letters.includes('l')) login = true
      if (letters.includes('i')) interactive = true
      const rest = letters.replaceAll(/[clis]/g, '')
      if (rest !== '') passed.push(arg.charAt(0) + rest)
      if (rest.includes('o') && args[0] !== undefined) passed.push(args.shift() ?? '')
    }
  }
  try {
    applyOptions(shell, passed)
  } catch (error) {
    await call.fail(reasonOf(error), 2)
    shell.close()
    return 2
  }
  try {
    if (command) {
      const [text = '', name, ...parameters] = args
      shell.name = name ?? call.name
      shell.isCommandText = true
      shell.parameters = parameters
      return await runText(shell, text)
    }
    const [script, ...parameters] = args
    if (script !== undefined) {
      shell.name = script
      shell.parameters = parameters
      let text: string
      try {
        text = await call.vfs.readText(call.absolute(script), call.cred)
      } catch (error) {
        await call.err(`${call.name}: ${script}: ${reasonOf(error)}\n`)
        return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 127 : 126
      }
      return await runText(shell, text)
    }
    const { tty } = call.files.get(0) ?? {}
    if (tty instanceof Tty) return await runInteractive(call, shell, tty, login)
    if (interactive)
      await call.err('bash: cannot set terminal process group: Inappropriate ioctl for device\n')
    return await runText(shell, (await call.readAll()).toString())
  } finally {
    shell.close()
  }
}

async function runInteractive(call: Call, shell: Shell, tty: Tty, login: boolean): Promise<number> {
  shell.loginShell = login
  shell.shopt.set('expand_aliases', true)
  shell.options.monitor = true
  if (call.machine.facts.id === 'alpine') shell.variables.set('PS1', '\\w \\$ ')
  else if (call.name === 'sh') shell.variables.set('PS1', '\\s-\\v\\$ ')
  else {
    shell.name = 'bash'
    shell.variables.set('PS1', prompt(call.machine.facts, call.cred.uid))
    const home = shell.variables.get('HOME') ?? '/'
    const text = await call.vfs.readText(`${home}/.bashrc`, call.cred).catch(() => '')
    await runScript(shell, call.machine.parse(text)).catch(() => 0)
  }
  return interact(shell, tty, () => call.machine.flush())
}

/** A login or plain shell as another user, interactive on the caller's terminal or with a command. */
export async function asUser(
  call: Call,
  name: string,
  how: { login: boolean; command: string | undefined },
): Promise<number> {
  const user = call.machine.users.byName(name)
  if (!user)
    return call.fail(
      `user ${name} does not exist or the user entry does not contain all the required fields`,
    )
  if (/\/(?:nologin|false)$/.test(user.shell)) return call.run([user.shell], {})
  call.process.cred = call.machine.users.credentials(user)
  call.process.realUid = user.uid
  const { tty } = call.files.get(0) ?? {}
  const interactive = how.command === undefined && tty instanceof Tty
  const env = how.login
    ? new Map<string, string>()
    : new Map(
        [...call.env].filter(
          ([key]) => !['HOME', 'USER', 'LOGNAME', 'SHELL', 'PATH'].includes(key),
        ),
      )
  const shell = await startShell(call.machine, {
    user,
    process: call.process,
    files: call.files,
    login: how.login,
    interactive,
    env,
    ...(how.login ? {} : { cwd: call.cwd }),
  })
  try {
    if (how.command !== undefined) {
      shell.isCommandText = true
      return await runText(shell, how.command)
    }
    if (tty instanceof Tty) return await interact(shell, tty, () => call.machine.flush())
    return await runText(shell, (await call.readAll()).toString())
  } finally {
    shell.close()
  }
}

/** Where a name leads in the directories of a PATH, with the caller's eyes. */
export async function pathOf(call: Call, name: string, path: string): Promise<string | undefined> {
  const shell = inherit(call)
  shell.variables.set('PATH', path)
  const found = call.machine.findProgram(shell, name)
  shell.close()
  return found === undefined ? undefined : call.absolute(found)
}

const env: Program = async (call) => {
  const args = [...call.args]
  const variables = new Map(call.env)
  while (args.length > 0) {
    const arg = args[0] ?? ''
    if (arg === '-i' || arg === '-') variables.clear()
    else if (arg === '-u') {
      args.shift()
      variables.delete(args[0] ?? '')
    } else if (/^[A-Za-z_]\w*=/.test(arg))
      variables.set(arg.split('=')[0] ?? '', arg.slice(arg.indexOf('=') + 1))
    else break
    args.shift()
  }
  if (args.length > 0) return call.become(args, { env: variables })
  for (const [name, value] of variables) await call.out(`${name}=${value}\n`)
  return 0
}

const printenv: Program = async (call) => {
  if (call.args.length === 0) return env(call)
  let status = 0
  for (const name of call.args) {
    const value = call.env.get(name)
    if (value === undefined) status = 1
    else await call.out(`${value}\n`)
  }
  return status
}

const sleep: Program = async (call) => {
  let total = 0
  for (const arg of call.args) {
    const value = seconds(arg)
    if (value === undefined)
      return call.fail(`invalid time interval ‘${arg}’\nTry 'sleep --help' for more information.`)
    total += value
  }
  if (call.args.length === 0)
    return call.fail("missing operand\nTry 'sleep --help' for more information.")
  call.process.state = 'S'
  await call.machine.outside.sleep(total * 1000, call.signal)
  return 0
}

const nohup: Program = async (call) => {
  if (call.args.length === 0)
    return call.fail("missing operand\nTry 'nohup --help' for more information.", 125)
  call.process.ignored.add(1)
  const isTerminal = (fd: number): boolean => call.files.get(fd)?.tty !== undefined
  const [input, output, errors] = [isTerminal(0), isTerminal(1), isTerminal(2)]
  const files = new Map<number, OpenFile>()
  if (input) files.set(0, new NullFile())
  if (output)
    files.set(
      1,
      call.machine.open(call.absolute('nohup.out'), 'append', call.cred, call.files, 0o177),
    )
  const out = files.get(1) ?? call.files.get(1)
  if (errors && out) files.set(2, out.share())
  const said = [
    ...(input ? ['ignoring input'] : []),
    ...(output ? ["appending output to 'nohup.out'"] : []),
  ]
  if (said.length > 0) await call.err(`nohup: ${said.join(' and ')}\n`)
  try {
    return await call.become(call.args, { files })
  } finally {
    for (const file of files.values()) file.release()
  }
}

/** `setsid`: out of the reach of its terminal; `-f` or not, it goes on by itself when that is closed. */
const setsid: Program = async (call) => {
  const words = [...call.args]
  let forks = false
  while (words[0]?.startsWith('-')) forks ||= (words.shift() ?? '').includes('f')
  if (words.length === 0)
    return call
      .err("setsid: no command specified\nTry 'setsid --help' for more information.\n")
      .then(() => 1)
  if (forks) {
    call.machine.detach(call.run(['setsid', ...words]).catch(() => 1))
    return 0
  }
  call.process.ignored.add(1)
  return call.become(words)
}

const nice: Program = (call) => {
  const args = [...call.args]
  while (args[0]?.startsWith('-')) if ((args.shift() ?? '').length === 2) args.shift()
  return call.become(args)
}

const watch: Program = async (call) => {
  const { flags } = options(call.args, 'n')
  const at = call.args.findIndex(
    (arg, index) => !arg.startsWith('-') && call.args[index - 1] !== '-n',
  )
  const words = call.args.slice(at)
  const interval = Number(flags.get('n') ?? flags.get('interval') ?? '2')
  for (;;) {
    const now = await call.machine.outside.freshNow()
    await call.out(
      `\u001b[H\u001b[2JEvery ${interval.toFixed(1)}s: ${words.join(' ')}    ${call.machine.hostname.split('.')[0]}: ${new Date(now).toUTCString()}\n\n`,
    )
    await call.run(['bash', '-c', words.join(' ')])
    await call.machine.outside.sleep(Math.max(0.1, interval) * 1000, call.signal)
  }
}

const which: Program = async (call) => {
  let status = 0
  for (const name of call.args.filter((arg) => !arg.startsWith('-'))) {
    const shell = inherit(call)
    const path = call.machine.findProgram(shell, name)
    shell.close()
    if (path) await call.out(`${path}\n`)
    else {
      status = 1
      if (call.machine.facts.family !== 'debian')
        await call.err(`/usr/bin/which: no ${name} in (${call.env.get('PATH') ?? ''})\n`)
    }
  }
  return status
}

const viaBuiltin =
  (name: string): Program =>
  async (call) => {
    const shell = inherit(call)
    try {
      return await runText(
        shell,
        `${name} "$@"`.replace(
          '"$@"',
          call.args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' '),
        ),
      )
    } catch (error) {
      if (error instanceof ShellError) return 1
      throw error
    } finally {
      shell.close()
    }
  }

export const shellPrograms = {
  bash,
  sh: bash,
  env,
  printenv,
  sleep,
  timeout,
  nohup,
  setsid,
  nice,
  ionice: nice,
  watch,
  which,
  echo: viaBuiltin('echo'),
  printf: viaBuiltin('printf'),
  test: viaBuiltin('test'),
  pwd: viaBuiltin('pwd'),
  kill: viaBuiltin('kill'),
  true: async () => 0,
  false: async () => 1,
} satisfies Readonly<Record<string, Program>>
