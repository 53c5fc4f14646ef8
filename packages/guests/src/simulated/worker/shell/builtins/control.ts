import { signalNumbers } from '../../system/process.ts'
import { builtins } from './index.ts'
import { ExitJump, LoopJump, ReturnJump, ShellError } from '../control-flow.ts'
import { runScript, runWords } from '../execute.ts'
import type { Shell } from '../shell.ts'
import { reasonOf } from '../../vfs/errors.ts'
import { quoteForShell } from '../variables.ts'

function status(shell: Shell, text: string | undefined): number {
  if (text === undefined) return shell.status
  if (!/^[-+]?\d+$/.test(text)) throw new ShellError(`${text}: numeric argument required`)
  return Number(text) & 255
}

function levels(text: string | undefined): number {
  if (text === undefined) return 1
  if (!/^[1-9]\d*$/.test(text)) throw new ShellError(`${text}: loop count out of range`)
  return Number(text)
}

async function jump(
  shell: Shell,
  kind: 'break' | 'continue',
  text: string | undefined,
): Promise<number> {
  if (shell.loopDepth === 0) {
    await shell.complain(`${kind}: only meaningful in a \`for', \`while', or \`until' loop`)
    return 0
  }
  throw new LoopJump(kind, levels(text))
}

async function exit(shell: Shell, [text]: string[]): Promise<number> {
  let code: number
  try {
    code = status(shell, text)
  } catch (error) {
    await shell.complain(`exit: ${reasonOf(error)}`)
    code = 2
  }
  if (shell.interactive && !shell.isSubshell)
    await shell.write(2, shell.loginShell ? 'logout\n' : 'exit\n')
  throw new ExitJump(code)
}

async function source(shell: Shell, [name, ...parameters]: string[]): Promise<number> {
  if (name === undefined)
    throw new ShellError('filename argument required\nsource: usage: source filename [arguments]')
  if (shell.sourceDepth > 100) throw new ShellError('maximum source nesting level exceeded')
  let text: string
  try {
    const path = locate(shell, name)
    text = path.startsWith('/dev/')
      ? await readDevice(shell, path)
      : await shell.machine.vfs.readText(path, shell.cred)
  } catch (error) {
    await shell.complain(`${name}: ${reasonOf(error)}`)
    return 1
  }
  const before = {
    parameters: shell.parameters,
    lineOffset: shell.lineOffset,
    line: shell.line,
    sourceName: shell.sourceName,
  }
  if (parameters.length > 0) shell.parameters = parameters
  shell.lineOffset = 0
  shell.sourceName = name
  shell.sourceDepth++
  shell.status = 0
  try {
    return await runScript(shell, shell.machine.parse(text))
  } catch (error) {
    if (error instanceof ReturnJump) return error.status
    throw error
  } finally {
    Object.assign(shell, before)
    shell.sourceDepth--
  }
}

/** `source <(…)`, `source /dev/stdin`: what comes until the end. */
async function readDevice(shell: Shell, path: string): Promise<string> {
  const file = shell.machine.open(path, 'read', shell.cred, shell.files)
  const parts: Uint8Array[] = []
  try {
    for (
      let bytes = await file.read(65_536, shell.signal);
      bytes;
      bytes = await file.read(65_536, shell.signal)
    )
      parts.push(bytes.slice())
  } finally {
    file.release()
  }
  return Buffer.concat(parts).toString()
}

function locate(shell: Shell, name: string): string {
  if (name.includes('/')) return shell.absolute(name)
  for (const directory of (shell.variables.get('PATH') ?? '').split(':'))
    if (shell.machine.vfs.peek(`${directory}/${name}`, shell.cred)?.kind === 'file')
      return `${directory}/${name}`
  return shell.absolute(name)
}

async function evaluate(shell: Shell, args: string[]): Promise<number> {
  const { lineOffset } = shell
  shell.status = 0
  shell.lineOffset = shell.line - 1
  try {
    return await runScript(shell, shell.machine.parse(args.join(' ')))
  } finally {
    shell.lineOffset = lineOffset
  }
}

async function exec(shell: Shell, args: string[]): Promise<number> {
  while (args[0]?.startsWith('-')) args.splice(0, args[0] === '-a' ? 2 : 1)
  if (args.length === 0) return 0
  shell.replaced = !shell.interactive
  const code = await runWords(shell, args)
  shell.replaced = false
  if (code === 127 && shell.interactive) return code
  throw new ExitJump(code)
}

async function trap(shell: Shell, args: string[]): Promise<number> {
  if (args[0] === '--') args.shift()
  if (args.length === 0 || args[0] === '-p') {
    for (const [name, action] of shell.traps)
      await shell.write(
        1,
        `trap -- ${quoteForShell(action)} ${name in signalNumbers ? `SIG${name}` : name}\n`,
      )
    return 0
  }
  if (args[0] === '-l') {
    await shell.write(
      1,
      `${Object.entries(signalNumbers)
        .map(([name, number]) => `${number}) SIG${name}`)
        .join('\n')}\n`,
    )
    return 0
  }
  const [action = '', ...names] = args.length === 1 ? ['-', ...args] : args
  for (const typed of names) {
    const name = trapName(typed)
    if (name === undefined) throw new ShellError(`${typed}: invalid signal specification`)
    const number = signalNumbers[name]
    if (action === '-') shell.traps.delete(name)
    else shell.traps.set(name, action)
    if (number === undefined) continue
    if (action === '') shell.process.ignored.add(number)
    else shell.process.ignored.delete(number)
    watchSignals(shell)
  }
  return 0
}

function trapName(typed: string): string | undefined {
  const name = typed.toUpperCase().replace(/^SIG/, '')
  if (typed === '0' || name === 'EXIT') return 'EXIT'
  if (['ERR', 'DEBUG', 'RETURN'].includes(name) || signalNumbers[name] !== undefined) return name
  return Object.entries(signalNumbers).find(([, number]) => String(number) === typed)?.[0]
}

function watchSignals(shell: Shell): void {
  const before = shell.process.onSignal
  if (shell.interactive) return
  shell.process.onSignal = (signal) => {
    const trapped = Object.entries(signalNumbers).some(
      ([name, number]) => number === signal && shell.traps.get(name),
    )
    if (trapped) shell.pendingSignals.push(signal)
    return trapped || (before !== shell.process.onSignal && (before?.(signal) ?? false))
  }
}

async function command(shell: Shell, args: string[]): Promise<number> {
  if (args[0] === '-v' || args[0] === '-V')
    return runWords(shell, ['type', args[0] === '-v' ? '-c' : '--', ...args.slice(1)])
  while (args[0] === '-p' || args[0] === '--') args.shift()
  return args.length === 0 ? 0 : runWords(shell, args)
}

export const controlBuiltins = {
  break: (shell: Shell, [text]: string[]) => jump(shell, 'break', text),
  continue: (shell: Shell, [text]: string[]) => jump(shell, 'continue', text),
  return: async (shell: Shell, [text]: string[]): Promise<number> => {
    if (!shell.variables.inFunction && shell.sourceDepth === 0) {
      await shell.complain("return: can only `return' from a function or sourced script")
      return 2
    }
    throw new ReturnJump(status(shell, text))
  },
  exit,
  logout: exit,
  source,
  '.': source,
  eval: evaluate,
  exec,
  trap,
  command,
  builtin: async (shell: Shell, args: string[]): Promise<number> => {
    const [name] = args
    if (name === undefined) return 0
    if (!builtins[name] || shell.disabledBuiltins.has(name))
      throw new ShellError(`${name}: not a shell builtin`)
    return runWords(shell, args)
  },
}
