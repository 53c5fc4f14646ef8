import { reasonOf } from '../vfs/errors.ts'
import type { Call } from './call.ts'
import { EditorBuffer } from './editor-buffer.ts'

export async function load(call: Call, name: string | undefined): Promise<EditorBuffer> {
  if (name === undefined || !call.vfs.peek(call.absolute(name), call.cred))
    return new EditorBuffer('')
  return new EditorBuffer(await call.vfs.readText(call.absolute(name), call.cred))
}

/** Writes the buffer; answers what to tell the person. */
export function save(
  call: Call,
  name: string,
  buffer: EditorBuffer,
): { ok: boolean; message: string } {
  try {
    call.vfs.writeFile(call.absolute(name), buffer.text(), call.cred, 0o666 & ~call.umask)
    call.machine.flush()
    buffer.changed = false
    return {
      ok: true,
      message: `Wrote ${buffer.lines.length} line${buffer.lines.length === 1 ? '' : 's'}`,
    }
  } catch (error) {
    return { ok: false, message: `Error writing ${name}: ${reasonOf(error)}` }
  }
}
