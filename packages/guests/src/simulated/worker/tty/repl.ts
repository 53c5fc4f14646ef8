import { tellEndedJobs } from '../shell/builtins/job-control.ts'
import { ExitJump } from '../shell/control-flow.ts'
import { finish, runScript, statusOf } from '../shell/execute.ts'
import { expandSource } from '../shell/expand.ts'
import { readCommand } from '../shell/incomplete.ts'
import type { Shell } from '../shell/shell.ts'
import { Killed } from '../system/process.ts'
import { complete } from './completion.ts'
import { LineEditor, type Line } from './line-editor.ts'
import { promptText } from './prompt.ts'
import type { Tty } from './tty.ts'

const maxHistory = 1000
const editors = new WeakMap<Tty, LineEditor>()

/** An interactive shell on a terminal, until it exits; answers its code. `afterEach` runs when a command has ended. */
export async function interact(shell: Shell, tty: Tty, afterEach: () => void): Promise<number> {
  shell.interactive = true
  shell.process.onSignal = (signal) => signal === 15 || signal === 3
  const editor = editors.get(tty) ?? new LineEditor(tty)
  editors.set(tty, editor)
  let ends = 0
  for (;;) {
    shell.process.renewSignal()
    try {
      await shell.machine.users.refresh()
      await tellEndedJobs(shell)
      const line = await readWhole(shell, editor)
      if (line.type === 'interrupt') {
        shell.status = 130
        continue
      }
      if (line.type === 'end') {
        if (shell.jobs.some((job) => job.state === 'running') && ends++ === 0) {
          await shell.write(2, 'There are running jobs.\n')
          continue
        }
        await shell.write(2, shell.loginShell ? 'logout\n' : 'exit\n')
        break
      }
      if (line.type === 'run') await runScript(shell, line.script)
      ends = 0
    } catch (error) {
      if (error instanceof ExitJump) {
        shell.status = error.status
        break
      }
      if (error instanceof Killed && error.signal !== 2) {
        shell.status = 128 + error.signal
        break
      }
      shell.process.renewSignal()
      resetAfterError(shell)
      shell.status = await statusOf(shell, error)
    } finally {
      afterEach()
    }
  }
  return finish(shell, shell.status)
}

/** An error may have left loops and conditions half open. */
function resetAfterError(shell: Shell): void {
  shell.guarded = 0
  shell.loopDepth = 0
  shell.callDepth = 0
  shell.sourceDepth = 0
  shell.functionNames = []
  while (shell.variables.inFunction) shell.variables.pop()
}

type Whole =
  | Exclude<Line, { type: 'line' }>
  | { readonly type: 'run'; readonly script: Parameters<typeof runScript>[1] }
  | { readonly type: 'nothing' }

async function readWhole(shell: Shell, editor: LineEditor): Promise<Whole> {
  const source = { history: shell.history, complete: (before: string) => complete(shell, before) }
  let text = ''
  for (;;) {
    const template =
      shell.variables.get(text === '' ? 'PS1' : 'PS2') ?? (text === '' ? '\\s-\\v\\$ ' : '> ')
    const prompt = promptText(shell, template)
    const shown =
      /[$`]\(?\{?\w/.test(template) && /\$[({\w]|`/.test(prompt)
        ? await expandSource(shell, prompt)
        : prompt
    const line = await editor.read(shown, source, shell.signal)
    if (line.type === 'end' && text !== '') {
      await shell.complain('syntax error: unexpected end of file')
      shell.status = 2
      return { type: 'nothing' }
    }
    if (line.type !== 'line') return line
    const typed = text === '' ? await expandHistory(shell, line.text) : line.text
    if (typed === undefined) return { type: 'nothing' }
    text =
      text === ''
        ? typed
        : endsInContinuation(text)
          ? text.slice(0, -1) + typed
          : `${text}\n${typed}`
    if (text.trim() === '') return { type: 'nothing' }
    const reading = readCommand(shell.machine, text)
    if (reading.type === 'unfinished') continue
    remember(shell, text)
    if (reading.type === 'whole') return { type: 'run', script: reading.script }
    await shell.complain(reading.message)
    shell.status = 2
    return { type: 'nothing' }
  }
}

function endsInContinuation(text: string): boolean {
  return (/\\+$/.exec(text)?.[0].length ?? 0) % 2 === 1
}

function remember(shell: Shell, text: string): void {
  if (text.startsWith(' ') || shell.history.at(-1) === text) return
  shell.history.push(text)
  if (shell.history.length > maxHistory) shell.history.shift()
}

/** `!!`, `!n`, `!-n`, `!word`, `!$`; undefined when there is no such event. */
async function expandHistory(shell: Shell, text: string): Promise<string | undefined> {
  let missing: string | undefined
  let changed = false
  const result = text.replaceAll(
    /'[^']*'|\\!|[[{$]!|!(?:(!)|(\$)|(-?\d+)|([A-Za-z]\w*))/g,
    (whole, last?: string, argument?: string, number?: string, word?: string) => {
      if (!whole.startsWith('!')) return whole
      const { history } = shell
      let event: string | undefined
      if (last) event = history.at(-1)
      else if (argument) event = history.at(-1)?.split(/\s+/).at(-1)
      else if (number)
        event = Number(number) < 0 ? history.at(Number(number)) : history[Number(number) - 1]
      else event = history.findLast((line) => line.startsWith(word ?? ''))
      if (event === undefined) missing ??= whole
      changed = true
      return event ?? whole
    },
  )
  if (missing !== undefined) {
    await shell.complain(`${missing}: event not found`)
    return undefined
  }
  if (changed) await shell.write(1, `${result}\n`)
  return result
}
