import type { ScriptNode, StatementNode } from 'just-bash'
import { ExitJump, LineError } from './control-flow.ts'
import { finish, runScript, statusOf } from './execute.ts'
import { readCommand } from './incomplete.ts'
import type { Shell } from './shell.ts'

/** Runs a script's text to its end, its exit trap included. */
export async function runText(shell: Shell, text: string): Promise<number> {
  let status: number
  try {
    const reading = readCommand(shell.machine, text)
    status =
      reading.type === 'whole'
        ? await runLines(shell, reading.script)
        : await runAsRead(shell, text)
  } catch (error) {
    status = await statusOf(shell, error)
  }
  return finish(shell, status)
}

/** Runs statements; an error that ends a line leaves out what else stands on it. */
async function runLines(shell: Shell, script: ScriptNode): Promise<number> {
  let abandoned: number | undefined
  for (const statement of script.statements) {
    const line = lineOf(statement)
    if (line !== undefined && line === abandoned) continue
    try {
      await runScript(shell, { ...script, statements: [statement] })
    } catch (error) {
      if (!(error instanceof LineError)) throw error
      shell.status = await statusOf(shell, error)
      if (shell.options.errexit) throw new ExitJump(shell.status)
      abandoned = line
    }
  }
  return shell.status
}

function lineOf(statement: StatementNode): number | undefined {
  return statement.pipelines[0]?.commands[0]?.line
}

/** A text with a mistake in it: like bash, which reads as it goes, it runs what stands before. */
async function runAsRead(shell: Shell, text: string): Promise<number> {
  const lines = text.split('\n')
  let from = 0
  for (let to = 1; to <= lines.length; to++) {
    const piece = lines.slice(from, to).join('\n')
    const reading = readCommand(shell.machine, piece)
    if (reading.type === 'unfinished' && to < lines.length) continue
    shell.lineOffset = from
    if (reading.type === 'wrong') {
      const line = from + reading.line
      await complainAt(shell, line, reading.message, lines[line - 1])
      return 2
    }
    if (reading.type === 'whole') await runLines(shell, reading.script)
    else return runRest(shell, piece, reading, from)
    from = to
  }
  return shell.status
}

/** A here-document, or a line that ends in a backslash, may end with the text; anything else that is open is an error. */
async function runRest(
  shell: Shell,
  piece: string,
  { message, line }: { readonly message: string; readonly line: number },
  before: number,
): Promise<number> {
  const hereDocument = /<<-?\s*(["']?)([\w.-]+)\1/.exec(piece)
  if (hereDocument || piece.endsWith('\\')) {
    try {
      const script = shell.machine.parse(piece)
      if (hereDocument) {
        const at = before + piece.slice(0, hereDocument.index).split('\n').length
        const end = before + piece.split('\n').length
        await complainAt(
          shell,
          end,
          `warning: here-document at line ${at} delimited by end-of-file (wanted \`${hereDocument[2]}')`,
        )
      }
      return await runLines(shell, script)
    } catch (error) {
      if (!(error instanceof Error) || !/Parse|Lexer/.test(error.name)) throw error
    }
  }
  await complainAt(shell, before + line, message)
  return 2
}

/** A mistake in the text; with the line that it stands on where bash shows that. */
async function complainAt(
  shell: Shell,
  line: number,
  message: string,
  source?: string,
): Promise<void> {
  const name = shell.isCommandText ? `${shell.name}: -c` : shell.name
  const where = `${name}: line ${line}: `
  await shell.write(
    2,
    `${where}${message}\n${source === undefined ? '' : `${where}\`${source}'\n`}`,
  )
}
