/** One key, or one pasted text. */
export type Key =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'key'; readonly name: string }
  | { readonly type: 'paste'; readonly text: string }

const sequences: Readonly<Record<string, string>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  '[H': 'home',
  '[F': 'end',
  OH: 'home',
  OF: 'end',
  '[1~': 'home',
  '[4~': 'end',
  '[7~': 'home',
  '[8~': 'end',
  '[2~': 'insert',
  '[3~': 'delete',
  '[5~': 'pageup',
  '[6~': 'pagedown',
  '[Z': 'backtab',
  '[1;5C': 'alt-f',
  '[1;5D': 'alt-b',
  '[1;3C': 'alt-f',
  '[1;3D': 'alt-b',
  '[5C': 'alt-f',
  '[5D': 'alt-b',
  '[3;5~': 'alt-d',
}

/** Makes keys of bytes; what is not complete yet waits for the rest. */
export class KeyDecoder {
  readonly #decoder = new TextDecoder()
  #text = ''
  #paste: string | undefined

  push(bytes: Uint8Array): void {
    this.#text += this.#decoder.decode(bytes, { stream: true })
  }

  /** What was not made into keys yet, as bytes for another reader. */
  rest(): Uint8Array {
    const rest = Buffer.from(this.#text)
    this.#text = ''
    return rest
  }

  next(): Key | undefined {
    if (this.#paste !== undefined) return this.#pasted()
    const [char] = this.#text
    if (char === undefined) return undefined
    if (char === '\u001b') return this.#escape()
    this.#text = this.#text.slice(char.length)
    const code = char.charCodeAt(0)
    if (code === 127 || code === 8) return { type: 'key', name: 'backspace' }
    if (code === 13 || code === 10) return { type: 'key', name: 'enter' }
    if (code === 9) return { type: 'key', name: 'tab' }
    if (code < 32) return { type: 'key', name: `ctrl-${String.fromCharCode(code + 96)}` }
    return { type: 'text', text: char }
  }

  #escape(): Key | undefined {
    const rest = this.#text.slice(1)
    if (rest === '') return undefined
    // oxlint-disable-next-line no-control-regex -- an escape sequence's own alphabet
    const csi = /^(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Za-z])/.exec(rest)
    if (!csi && /^(?:\[[0-9;?]*|O)$/.test(rest)) return undefined
    if (!csi) {
      const [char = ''] = rest
      this.#text = rest.slice(char.length)
      if (char === '\u007f' || char === '\b') return { type: 'key', name: 'alt-backspace' }
      return { type: 'key', name: char === '\u001b' ? 'escape' : `alt-${char}` }
    }
    this.#text = rest.slice(csi[0].length)
    if (csi[0] === '[200~') {
      this.#paste = ''
      return this.#pasted()
    }
    return { type: 'key', name: sequences[csi[0]] ?? 'unknown' }
  }

  #pasted(): Key | undefined {
    const end = this.#text.indexOf('\u001b[201~')
    if (end < 0) return undefined
    const text = this.#text.slice(0, end)
    this.#text = this.#text.slice(end + 6)
    this.#paste = undefined
    return { type: 'paste', text: text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') }
  }
}
