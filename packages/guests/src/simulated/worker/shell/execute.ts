import type {
  CommandNode,
  PipelineNode,
  ScriptNode,
  SimpleCommandNode,
  StatementNode,
} from 'just-bash'
import { createPipe, NullFile } from '../system/open-file.ts'
import { Killed, signalNumbers } from '../system/process.ts'
import { assign } from './assign.ts'
import { FsError, reasonOf } from '../vfs/errors.ts'
import { builtins } from './builtins/index.ts'
import { runCompound } from './compound.ts'
import { evaluateCondition } from './conditional.ts'
import { ExitJump, LineError, LoopJump, ReturnJump, ShellError } from './control-flow.ts'
import { expandArithmetic, expandWords } from './expand.ts'
import type { Job } from './jobs.ts'
import { redirect, redirectForGood } from './redirect.ts'
import type { Shell } from './shell.ts'
import { replace } from './substitution.ts'
import { quoteForShell, ReadonlyVariable } from './variables.ts'

/** Runs a subshell's commands and ends it: its traps run, its files close, its process goes. Never throws. */
export async function runToEnd(shell: Shell, script: ScriptNode | CommandNode): Promise<number> {
  let status: number
  try {
    status =
      script.type === 'Script' ? await runScript(shell, script) : await runCommand(shell, script)
  } catch (error) {
    status = await statusOf(shell, error)
  }
  status = await finish(shell, status)
  shell.machine.processes.end(shell.process, status)
  shell.close()
  return status
}

/** The exit trap, once. */
export async function finish(shell: Shell, status: number): Promise<number> {
  const trap = shell.traps.get('EXIT')
  if (trap === undefined || shell.signal.aborted) return status
  shell.traps.delete('EXIT')
  shell.status = status
  shell.lineOffset = 0
  shell.inTrap = true
  try {
    await runScript(shell, shell.machine.parse(trap))
  } catch (error) {
    if (error instanceof ExitJump) return error.status
    await statusOf(shell, error)
  }
  return status
}

/** What an error that ended a shell means as its exit code; says what should be said. */
export async function statusOf(shell: Shell, error: unknown): Promise<number> {
  if (error instanceof ExitJump || error instanceof ReturnJump) return error.status
  if (error instanceof Killed) return 128 + error.signal
  if (error instanceof LoopJump) return shell.status
  if (error instanceof ShellError || error instanceof ReadonlyVariable) {
    await shell.complain(error.message).catch(() => {})
    return error instanceof ShellError && error.fatal && shell.isCommandText ? 127 : 1
  }
  // A pipe whose reader has gone, or a file that failed under the shell itself.
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EPIPE') return 141
  const message = error instanceof Error ? error.message : 'failed'
  await shell.complain(message).catch(() => {})
  return code === undefined ? 2 : 1
}

export async function runScript(shell: Shell, script: ScriptNode): Promise<number> {
  for (const statement of script.statements) await runStatement(shell, statement)
  return shell.status
}

export async function runStatements(
  shell: Shell,
  statements: readonly StatementNode[],
): Promise<number> {
  for (const statement of statements) await runStatement(shell, statement)
  return shell.status
}

async function runStatement(shell: Shell, statement: StatementNode): Promise<void> {
  await shell.machine.scheduler.breathe(shell.process)
  shell.signal.throwIfAborted()
  await runPendingTraps(shell)
  if (statement.deferredError) throw new ShellError(statement.deferredError.message)
  if (shell.options.noexec && !shell.interactive) return
  if (statement.background) {
    startInBackground(shell, statement)
    return
  }
  for (const [index, pipeline] of statement.pipelines.entries()) {
    const operator = statement.operators[index - 1]
    if (operator === '&&' && shell.status !== 0) continue
    if (operator === '||' && shell.status === 0) continue
    const isLast = index === statement.pipelines.length - 1
    if (!isLast || pipeline.negated) shell.guarded++
    try {
      shell.status = await runPipeline(shell, pipeline)
    } finally {
      if (!isLast || pipeline.negated) shell.guarded--
    }
    if (shell.status !== 0 && isLast && !pipeline.negated && shell.guarded === 0) {
      await runTrap(shell, 'ERR')
      if (shell.options.errexit) throw new ExitJump(shell.status)
    }
  }
}

async function runPendingTraps(shell: Shell): Promise<void> {
  for (
    let signal = shell.pendingSignals.shift();
    signal !== undefined;
    signal = shell.pendingSignals.shift()
  )
    for (const [name, number] of Object.entries(signalNumbers))
      if (number === signal) await runTrap(shell, name)
}

export async function runTrap(shell: Shell, name: string): Promise<void> {
  const trap = shell.traps.get(name)
  if (!trap) return
  const { status, line, lineOffset, inTrap } = shell
  if (name === 'ERR') shell.traps.delete(name)
  shell.lineOffset = line - 1
  shell.inTrap = true
  try {
    await runScript(shell, shell.machine.parse(trap))
  } finally {
    if (name === 'ERR') shell.traps.set(name, trap)
    Object.assign(shell, { status, line, lineOffset, inTrap })
  }
}

function startInBackground(shell: Shell, statement: StatementNode): void {
  const child = shell.fork(true)
  if (!shell.interactive) {
    child.process.ignored.add(2)
    child.process.ignored.add(3)
    replace(child, 0, new NullFile())
  }
  child.replaced = isProgramCall(shell, statement)
  const script: ScriptNode = { type: 'Script', statements: [{ ...statement, background: false }] }
  const done = runToEnd(child, script)
  shell.machine.detach(done)
  const text = (statement.sourceText ?? '').trim().replace(/\s*&$/, '')
  child.process.argv = [text]
  const number = Math.max(0, ...shell.jobs.map((job) => job.number)) + 1
  const job: Job = {
    number,
    pid: child.process.pid,
    command: text,
    state: 'running',
    status: 0,
    done,
    told: false,
  }
  shell.jobs.push(job)
  shell.machine.detach(noteEnd(job))
  shell.lastBackground = child.process.pid
  shell.status = 0
  if (shell.interactive) shell.machine.detach(shell.write(2, `[${number}] ${child.process.pid}\n`))
}

/** Whether a statement is nothing but one program: its process is then the job's own, so that `$!` is the program's. */
function isProgramCall(shell: Shell, statement: StatementNode): boolean {
  const [pipeline] = statement.pipelines
  const [command] = pipeline?.commands ?? []
  if (statement.pipelines.length !== 1 || pipeline?.commands.length !== 1) return false
  if (command?.type !== 'SimpleCommand' || pipeline.negated || pipeline.timed) return false
  const [first] = command.name?.parts ?? []
  if (command.name?.parts.length !== 1 || first?.type !== 'Literal') return false
  const name = first.value
  return !shell.functions.has(name) && !shell.aliases.has(name) && !builtins[name]
}

async function noteEnd(job: Job): Promise<void> {
  job.status = await job.done
  job.state = 'done'
}

async function runPipeline(shell: Shell, pipeline: PipelineNode): Promise<number> {
  const startedAt = pipeline.timed ? await shell.machine.outside.freshNow() : 0
  const [first] = pipeline.commands
  let status: number
  if (pipeline.commands.length === 1 && first) {
    status = await runCommand(shell, first)
    shell.pipeStatus = [status]
  } else status = await runPiped(shell, pipeline)
  if (pipeline.timed) {
    const ms = (await shell.machine.outside.freshNow()) - startedAt
    const real = `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`
    const text = pipeline.timePosix
      ? `real ${(ms / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`
      : `\nreal\t${real}\nuser\t0m0.001s\nsys\t0m0.002s\n`
    await shell.write(2, text)
  }
  return pipeline.negated ? (status === 0 ? 1 : 0) : status
}

async function runPiped(shell: Shell, pipeline: PipelineNode): Promise<number> {
  const ends: Promise<number>[] = []
  let input = shell.files.get(0)?.share()
  for (const [index, command] of pipeline.commands.entries()) {
    const child = shell.fork()
    child.process.hidden = command.type === 'SimpleCommand'
    if (input) replace(child, 0, input)
    input = undefined
    if (index < pipeline.commands.length - 1) {
      const { reader, writer } = createPipe()
      replace(child, 1, writer)
      if (pipeline.pipeStderr?.[index]) replace(child, 2, writer.share())
      input = reader
    }
    ends.push(runToEnd(child, command))
  }
  shell.pipeStatus = await Promise.all(ends)
  shell.signal.throwIfAborted()
  const failed = shell.options.pipefail
    ? shell.pipeStatus.findLast((status) => status !== 0)
    : undefined
  return failed ?? shell.pipeStatus.at(-1) ?? 0
}

export async function runCommand(shell: Shell, command: CommandNode): Promise<number> {
  if (command.line !== undefined) shell.line = command.line + shell.lineOffset
  if (command.type === 'SimpleCommand') {
    if (!shell.inTrap) shell.command = command
    return (shell.status = await runSimple(shell, command))
  }
  if (command.type === 'FunctionDef') {
    shell.functions.set(command.name, command)
    definedAfter.set(command, shell.lineOffset)
    return (shell.status = 0)
  }
  const undo = await tryRedirect(shell, command.redirections)
  if (!undo) return (shell.status = 1)
  try {
    if (command.type === 'ArithmeticCommand' || command.type === 'ConditionalCommand')
      return (shell.status = await runTest(shell, command))
    return (shell.status = await runCompound(shell, command))
  } catch (error) {
    const isOwn = error instanceof ShellError && !error.fatal && !(error instanceof LineError)
    if (!isOwn && !(error instanceof ReadonlyVariable)) throw error
    await shell.complain(error.message)
    return (shell.status = 1)
  } finally {
    undo()
  }
}

/** `((…))` and `[[…]]`: what is wrong in them makes them false. */
async function runTest(
  shell: Shell,
  command: Extract<CommandNode, { type: 'ArithmeticCommand' | 'ConditionalCommand' }>,
): Promise<number> {
  try {
    if (command.type === 'ConditionalCommand')
      return (await evaluateCondition(shell, command.expression)) ? 0 : 1
    return (await expandArithmetic(shell, command.expression.originalText ?? '0')) === 0n ? 1 : 0
  } catch (error) {
    if (!(error instanceof ShellError) || error.fatal) throw error
    await shell.complain(`${command.type === 'ConditionalCommand' ? '[[' : '(('}: ${error.message}`)
    return 1
  }
}

async function tryRedirect(
  shell: Shell,
  redirections: SimpleCommandNode['redirections'],
): Promise<(() => void) | undefined> {
  try {
    return await redirect(shell, redirections)
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    await shell.complain(error.message)
    return undefined
  }
}

async function runSimple(shell: Shell, typed: SimpleCommandNode): Promise<number> {
  const command = withAlias(shell, typed)
  let words: string[]
  const statusBefore = shell.status
  shell.substitutionStatus = undefined
  try {
    words = await expandCommand(shell, command)
    if (words.length === 0) return await runAssignments(shell, command)
  } catch (error) {
    if (error instanceof ReadonlyVariable) throw new LineError(error.message)
    if (!(error instanceof ShellError) || error instanceof LineError) throw error
    if (error.fatal && !shell.interactive) throw error
    await shell.complain(error.message)
    return 1
  }
  shell.status = statusBefore
  const [name = ''] = words
  if (name === 'exec' && words.length === 1) {
    await trace(shell, words)
    try {
      await redirectForGood(shell, command.redirections)
    } catch (error) {
      if (!(error instanceof ShellError)) throw error
      await shell.complain(error.message)
      if (!shell.interactive) throw new ExitJump(1)
      return 1
    }
    return 0
  }
  await trace(shell, words)
  const undo = await tryRedirect(shell, command.redirections)
  if (!undo) return 1
  try {
    return await dispatch(shell, command, words)
  } finally {
    undo()
    shell.lastArgument = words.at(-1) ?? ''
    closeSubstitutions(shell)
  }
}

const declarations = new Set(['declare', 'typeset', 'local', 'export', 'readonly'])

/** The words of a command; `name=(…)` after `declare` and its like stays as it was written, for it to read. */
async function expandCommand(shell: Shell, command: SimpleCommandNode): Promise<string[]> {
  if (!command.name) return []
  const words = await expandWords(shell, [command.name])
  const declares = declarations.has(words[0] ?? '')
  for (const word of command.args) {
    const [first] = word.parts
    const isArray = declares && first?.type === 'Literal' && /^\w+\+?=\(/.test(first.value)
    words.push(...(isArray ? [shell.machine.source(word)] : await expandWords(shell, [word])))
  }
  return words
}

/** Descriptors of `<(…)` live as long as the command they were made for. */
function closeSubstitutions(shell: Shell): void {
  for (const [fd, file] of shell.files)
    if (fd > 50 && fd <= 63) {
      file.release()
      shell.files.delete(fd)
    }
}

async function runAssignments(shell: Shell, command: SimpleCommandNode): Promise<number> {
  const undo = await tryRedirect(shell, command.redirections)
  if (!undo) return 1
  undo()
  for (const assignment of command.assignments) {
    await assign(shell, assignment, shell.variables.ensure.bind(shell.variables))
    if (shell.options.xtrace)
      await shell.write(
        2,
        `${shell.variables.get('PS4') ?? '+ '}${assignment.name}=${quoteForShell(shell.variables.get(assignment.name) ?? '')}\n`,
      )
    if (shell.options.allexport) shell.variables.export(assignment.name)
  }
  // `x=$(false)` has the status of the substitution; without one, 0.
  return shell.substitutionStatus ?? 0
}

async function dispatch(
  shell: Shell,
  command: SimpleCommandNode,
  words: string[],
): Promise<number> {
  const [name = ''] = words
  const undoVariables = await temporary(shell, command)
  try {
    const definition = shell.functions.get(name)
    if (definition) return await callFunction(shell, definition, words)
    return await runWords(shell, words)
  } finally {
    undoVariables()
  }
}

/** Builtins whose errors may be those of the commands that they run. */
const runsCommands = new Set(['eval', 'source', '.', 'builtin', 'command', 'exec'])

/** Runs a command that is not a function: `command`, `exec`, `xargs` end here too. */
export async function runWords(shell: Shell, words: string[]): Promise<number> {
  const [name = ''] = words
  const builtin = shell.disabledBuiltins.has(name) ? undefined : builtins[name]
  if (!builtin) return shell.machine.runProgram(shell, words)
  try {
    return await builtin(shell, words.slice(1))
  } catch (error) {
    if (error instanceof LineError && runsCommands.has(name)) throw error
    if (error instanceof ShellError && !error.fatal) {
      await shell.complain(`${name}: ${error.message}`)
      return 1
    }
    if (error instanceof ReadonlyVariable) {
      await shell.complain(error.message)
      return 1
    }
    if (error instanceof FsError && diskErrors.has(error.code)) {
      await shell.complain(`${name}: write error: ${reasonOf(error)}`)
      return 1
    }
    throw error
  }
}

/** What a disk says to a write. */
const diskErrors: ReadonlySet<string> = new Set(['ENOSPC', 'EIO'])

/** `NAME=value command`: set for this command only, and exported to it. */
async function temporary(shell: Shell, command: SimpleCommandNode): Promise<() => void> {
  if (command.assignments.length === 0) return () => {}
  const before = command.assignments.map(({ name }) => [name, shell.variables.find(name)] as const)
  const copies = before.map(
    ([name, variable]) => [name, variable ? { ...variable } : undefined] as const,
  )
  for (const assignment of command.assignments) {
    try {
      await assign(shell, assignment, shell.variables.ensure.bind(shell.variables))
    } catch (error) {
      if (!(error instanceof ReadonlyVariable)) throw error
      await shell.complain(error.message)
    }
    shell.variables.export(assignment.name)
  }
  return () => {
    for (const [name, copy] of copies) {
      if (copy) Object.assign(shell.variables.ensure(name), copy)
      else shell.variables.unset(name)
    }
  }
}

const maxCallDepth = 400
/** How many lines stand before the text that a function was defined in. */
const definedAfter = new WeakMap<CommandNode, number>()

async function callFunction(
  shell: Shell,
  definition: Extract<CommandNode, { type: 'FunctionDef' }>,
  words: string[],
): Promise<number> {
  if (shell.callDepth >= maxCallDepth)
    throw new ShellError(
      `${words[0] ?? ''}: maximum function nesting level exceeded (${maxCallDepth})`,
    )
  const undo = await tryRedirect(shell, definition.redirections)
  if (!undo) return 1
  const { parameters, loopDepth, line, lineOffset } = shell
  // A function has the caller's ERR trap only with `set -E`.
  const trap = shell.options.errtrace ? undefined : shell.traps.get('ERR')
  if (trap !== undefined) shell.traps.delete('ERR')
  shell.parameters = words.slice(1)
  shell.functionNames.push(words[0] ?? '')
  shell.callDepth++
  shell.loopDepth = 0
  shell.variables.push()
  shell.lineOffset = definedAfter.get(definition) ?? 0
  try {
    return await runCommand(shell, definition.body)
  } catch (error) {
    if (error instanceof ReturnJump) return error.status
    throw error
  } finally {
    shell.variables.pop()
    shell.callDepth--
    shell.functionNames.pop()
    Object.assign(shell, { parameters, loopDepth, line, lineOffset })
    if (trap !== undefined && !shell.traps.has('ERR')) shell.traps.set('ERR', trap)
    undo()
  }
}

async function trace(shell: Shell, words: readonly string[]): Promise<void> {
  if (!shell.options.xtrace) return
  await shell.write(
    2,
    `${shell.variables.get('PS4') ?? '+ '}${words.map(quoteForShell).join(' ')}\n`,
  )
}

function withAlias(shell: Shell, command: SimpleCommandNode): SimpleCommandNode {
  if (!shell.interactive && !shell.shopt.get('expand_aliases')) return command
  let current = command
  const seen = new Set<string>()
  for (;;) {
    const first = current.name?.parts[0]
    if (current.name?.parts.length !== 1 || first?.type !== 'Literal' || seen.has(first.value))
      return current
    const text = shell.aliases.get(first.value)
    if (text === undefined) return current
    seen.add(first.value)
    const parsed = shell.machine.parse(text).statements[0]?.pipelines[0]?.commands[0]
    if (parsed?.type !== 'SimpleCommand') return current
    current = {
      ...current,
      name: parsed.name,
      args: [...parsed.args, ...current.args],
      assignments: [...parsed.assignments, ...current.assignments],
      redirections: [...parsed.redirections, ...current.redirections],
    }
  }
}
