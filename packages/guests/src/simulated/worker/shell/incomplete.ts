import type { ScriptNode } from 'just-bash'
import type { Machine } from '../system/machine.ts'

/** A command line read so far: whole, in need of another line, or wrong. Lines count from 1 in the text. */
export type Reading =
  | { readonly type: 'whole'; readonly script: ScriptNode }
  | ({ readonly type: 'unfinished' } & Mistake)
  | ({ readonly type: 'wrong' } & Mistake)

interface Mistake {
  readonly message: string
  readonly line: number
}

const endOfFile = 'syntax error: unexpected end of file'

export function readCommand(machine: Machine, text: string): Reading {
  const last = text.split('\n').length
  const unfinished: Reading = { type: 'unfinished', message: endOfFile, line: last }
  if (endsInBackslash(text)) return unfinished
  let script: ScriptNode
  try {
    script = machine.parse(text)
  } catch (error) {
    return wrong(text, error)
  }
  // The parser closes an open here-document, and takes nothing after `|`, `&&` or `||` for an empty command.
  if (/"terminated":false/.test(JSON.stringify(script))) return unfinished
  const statement = script.statements.at(-1)
  const deferred = script.statements.find((candidate) => candidate.deferredError)
  if (deferred?.deferredError)
    return { type: 'wrong', message: deferred.deferredError.message, line: last }
  const command = statement?.pipelines.at(-1)?.commands.at(-1)
  const isEmpty =
    command?.type === 'SimpleCommand' &&
    !command.name &&
    command.assignments.length === 0 &&
    command.redirections.length === 0
  if (isEmpty && /(?:\||&&)\s*(?:#.*)?$/.test(text)) return unfinished
  return { type: 'whole', script }
}

function endsInBackslash(text: string): boolean {
  const tail = /\\+$/.exec(text)?.[0] ?? ''
  return tail.length % 2 === 1 && !/(^|\s)#[^\n]*$/.test(text)
}

function wrong(text: string, error: unknown): Reading {
  const lines = text.split('\n')
  const said = error instanceof Error ? error.message : 'syntax error'
  const at = /at (\d+):(\d+): /.exec(said)
  const line = Number(at?.[1] ?? /^line (\d+): /.exec(said)?.[1] ?? lines.length)
  const plain = said.replace(/^Parse error at \d+:\d+: /, '').replace(/^line \d+: /, '')
  const atEnd = at && line >= lines.length && Number(at[2]) > (lines.at(-1)?.trimEnd().length ?? 0)
  if (/unexpected EOF|got EOF/.test(said) || atEnd) {
    const isQuote = plain.startsWith('unexpected EOF while looking for matching')
    return {
      type: 'unfinished',
      message: isQuote ? plain : endOfFile,
      line: isQuote ? line : lines.length,
    }
  }
  return { type: 'wrong', message: nearToken(error) ?? plain, line }
}

/** What bash says where the parser says what it had expected. */
function nearToken(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('token' in error)) return undefined
  const { token } = error
  if (typeof token !== 'object' || token === null || !('value' in token)) return undefined
  const value = String(token.value)
  return `syntax error near unexpected token \`${value === '\n' ? 'newline' : value}'`
}
