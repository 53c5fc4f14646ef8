import { fromBase64, toBase64 } from '../lib/base64.ts'

/**
 * Files through the session itself, as text: no port, no agent, the same on AWS. The shell's side is `base64`; what it sends back comes
 * in an operating system command of our own number, which shows nothing on the screen.
 */
export const transferCommand = 5379
/** Typed into a shell, more than this would take minutes on a real session. */
export const maxUploadBytes = 5 * 1024 * 1024
const lineChars = 900

export type TransferNews =
  | { readonly kind: 'uploaded'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly name: string }

/** In single quotes, as a shell reads it. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

const tell = (what: string) => `printf '\\033]${transferCommand};${what}\\007'`

/** What is typed to put a file into the shell's directory. A leading space keeps it out of the history. */
export function uploadInput(name: string, bytes: Uint8Array): string {
  const text = toBase64(bytes)
  const lines = text.match(new RegExp(`.{1,${lineChars}}`, 'g')) ?? []
  const file = quote(name)
  const known = toBase64(new TextEncoder().encode(name))
  return ` stty -echo; base64 -d > ${file} && ${tell(`u;${known}`)} || ${tell(`f;${known}`)}; stty echo\r${lines.join('\r')}${lines.length > 0 ? '\r' : ''}\x04`
}

/** What is typed to have a file sent back. */
export function downloadInput(path: string): string {
  const known = toBase64(new TextEncoder().encode(path.replace(/^.*\//, '')))
  return ` stty -echo; if [ -r ${quote(path)} ]; then printf '\\033]${transferCommand};d;${known};'; base64 ${quote(path)} | tr -d '\\n'; printf '\\007'; else ${tell(`f;${known}`)}; fi; stty echo\r`
}

/** Reads what the shell's side sent; undefined for what is not ours. */
export function readTransfer(text: string): TransferNews | undefined {
  const [kind, known = '', content = ''] = text.split(';')
  const name = new TextDecoder().decode(fromBase64(known))
  if (kind === 'u') return { kind: 'uploaded', name }
  if (kind === 'f') return { kind: 'failed', name }
  if (kind === 'd') return { kind: 'file', name, bytes: fromBase64(content) }
  return undefined
}
