import type { ScriptNode } from 'just-bash'
import type { Machine } from '../system/machine.ts'

/** A command line read so far: whole, in need of another line, or wrong. */
export type Reading =
  | { readonly type: 'whole'; readonly script: ScriptNode }
  | { readonly type: 'unfinished' }
  | { readonly type: 'wrong'; readonly message: string }

export function readCommand(machine: Machine, text: string): Reading {
  if (endsInBackslash(text)) return { type: 'unfinished' }
  let script: ScriptNode
  try {
    script = machine.parse(text)
  } catch (error) {
    return wrong(text, error)
  }
  // The parser closes an open here-document, and takes nothing after `|`, `&&` or `||` for an empty command.
  if (/"terminated":false/.test(JSON.stringify(script))) return { type: 'unfinished' }
  const statement = script.statements.at(-1)
  const deferred = script.statements.find((candidate) => candidate.deferredError)
  if (deferred?.deferredError) return { type: 'wrong', message: deferred.deferredError.message }
  const command = statement?.pipelines.at(-1)?.commands.at(-1)
  const isEmpty =
    command?.type === 'SimpleCommand' &&
    !command.name &&
    command.assignments.length === 0 &&
    command.redirections.length === 0
  if (isEmpty && /(?:\||&&)\s*(?:#.*)?$/.test(text)) return { type: 'unfinished' }
  return { type: 'whole', script }
}

function endsInBackslash(text: string): boolean {
  const tail = /\\+$/.exec(text)?.[0] ?? ''
  return tail.length % 2 === 1 && !/(^|\s)#[^\n]*$/.test(text)
}

function wrong(text: string, error: unknown): Reading {
  const message = error instanceof Error ? error.message : 'syntax error'
  const at = /at (\d+):(\d+): /.exec(message)
  const lines = text.split('\n')
  const atEnd =
    at && Number(at[1]) >= lines.length && Number(at[2]) > (lines.at(-1)?.trimEnd().length ?? 0)
  if (/unexpected EOF|got EOF/.test(message) || atEnd) return { type: 'unfinished' }
  return {
    type: 'wrong',
    message: message.replace(/^Parse error at \d+:\d+: /, '').replace(/^line \d+: /, ''),
  }
}
