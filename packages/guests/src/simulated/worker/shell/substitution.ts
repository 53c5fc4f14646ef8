import type { ScriptNode } from 'just-bash'
import { CollectingFile, createPipe, type OpenFile } from '../system/open-file.ts'
import { runToEnd } from './execute.ts'
import { ShellError } from './control-flow.ts'
import type { Shell } from './shell.ts'

const maxDepth = 60

/** `$(…)`: what the commands write, without the line ends at its end. */
export async function substituteCommand(shell: Shell, body: ScriptNode): Promise<string> {
  if (shell.callDepth > maxDepth * 10)
    throw new ShellError('command substitution: maximum nesting level exceeded')
  const child = shell.fork()
  child.callDepth++
  child.options.errexit = false
  child.lineOffset = shell.line - 1
  const output = new CollectingFile()
  replace(child, 1, output)
  shell.substitutionStatus = await runToEnd(child, body)
  shell.status = shell.substitutionStatus
  shell.signal.throwIfAborted()
  return output.bytes().toString().replaceAll('\0', '').replace(/\n+$/, '')
}

/** `<(…)` and `>(…)`: the name of a descriptor whose other end the commands hold. */
export function substituteProcess(
  shell: Shell,
  body: ScriptNode,
  direction: 'input' | 'output',
): string {
  const { reader, writer } = createPipe()
  const child = shell.fork()
  child.lineOffset = shell.line - 1
  // The command is not waited for, so it must not keep the shell's own ends open.
  let fd = 63
  while (shell.files.has(fd)) fd--
  replace(child, direction === 'input' ? 1 : 0, direction === 'input' ? writer : reader)
  shell.files.set(fd, direction === 'input' ? reader : writer)
  const done = runToEnd(child, body)
  shell.machine.detach(done)
  if (direction === 'output') shell.machine.readers.add(done)
  return `/dev/fd/${fd}`
}

export function replace(shell: Shell, fd: number, file: OpenFile): void {
  shell.files.get(fd)?.release()
  shell.files.set(fd, file)
}
