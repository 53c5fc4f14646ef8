import { fromBase64, toBase64 } from '../lib/base64.ts'
import { quoteWord } from '../lib/shell-quote.ts'

/**
 * Files through the session itself, as text: no port, no agent, the same on AWS. The shell's side is `base64`; what it sends back comes
 * in an operating system command of our own number, which shows nothing on the screen.
 */
export const transferCommand = 5379
/** Typed into a shell, more than this would take minutes on a real session. */
export const maxUploadBytes = 5 * 1024 * 1024
const lineChars = 900

export type TransferNews =
  /** The shell's side takes the file now. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'uploaded'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly name: string }

const tell = (what: string) => `printf '\\033]${transferCommand};${what}\\007'`

/** What is typed to put a file into the shell's directory: a command and, once that is ready, the file. */
export interface Upload {
  readonly command: string
  readonly content: string
}

/**
 * A leading space keeps the command out of the history. Typed before the command has set the terminal, the content would be shown, and
 * its end could be lost.
 */
export function uploadInput(name: string, bytes: Uint8Array): Upload {
  const text = toBase64(bytes)
  const lines = text.match(new RegExp(`.{1,${lineChars}}`, 'g')) ?? []
  const file = quoteWord(name)
  const known = toBase64(new TextEncoder().encode(name))
  return {
    command: ` stty -echo; ${tell('r')}; base64 -d > ${file} && ${tell(`u;${known}`)} || ${tell(`f;${known}`)}; stty echo\r`,
    content: `${lines.join('\r')}${lines.length > 0 ? '\r' : ''}\x04`,
  }
}

/** What is typed to have a file sent back. */
export function downloadInput(path: string): string {
  const known = toBase64(new TextEncoder().encode(path.replace(/^.*\//, '')))
  return ` stty -echo; if [ -r ${quoteWord(path)} ]; then printf '\\033]${transferCommand};d;${known};'; base64 ${quoteWord(path)} | tr -d '\\n'; printf '\\007'; else ${tell(`f;${known}`)}; fi; stty echo\r`
}

/** Reads what the shell's side sent; undefined for what is not ours. */
export function readTransfer(text: string): TransferNews | undefined {
  const [kind, known = '', content = ''] = text.split(';')
  if (kind === 'r') return { kind: 'ready' }
  const name = new TextDecoder().decode(fromBase64(known))
  if (kind === 'u') return { kind: 'uploaded', name }
  if (kind === 'f') return { kind: 'failed', name }
  if (kind === 'd') return { kind: 'file', name, bytes: fromBase64(content) }
  return undefined
}
