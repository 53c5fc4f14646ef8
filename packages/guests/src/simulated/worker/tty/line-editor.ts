import { KeyDecoder, type Key } from './keys.ts'
import type { Tty } from './tty.ts'
import { charWidth, textWidth } from './width.ts'

/** What the editor asks of the shell it reads for. */
export interface LineSource {
  readonly history: readonly string[]
  /** Completions of what stands before the cursor: where the word begins and what could stand there. */
  complete(before: string): { start: number; choices: readonly Completion[] }
}

export interface Completion {
  /** As inserted, with what ends it. */
  readonly text: string
  /** As listed. */
  readonly shown: string
}

export type Line =
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'end' }
  | { readonly type: 'interrupt' }

/** Reads one line from a terminal as readline does. */
export class LineEditor {
  readonly #tty: Tty
  readonly #keys = new KeyDecoder()
  #killed = ''

  constructor(tty: Tty) {
    this.#tty = tty
  }

  async read(prompt: string, source: LineSource, signal: AbortSignal): Promise<Line> {
    const release = this.#tty.takeRaw()
    const edit = new Edit(this.#tty, prompt, source, this.#killed)
    this.#tty.show('\u001b[?2004h')
    edit.draw()
    try {
      for (;;) {
        for (let key = this.#keys.next(); key; key = this.#keys.next()) {
          const line = edit.press(key)
          if (!line) continue
          this.#killed = edit.killed
          this.#tty.show('\u001b[?2004l\r')
          return line
        }
        edit.redraw()
        const bytes = await this.#tty.readRaw(signal)
        if (!bytes) return { type: 'end' }
        this.#keys.push(bytes)
      }
    } finally {
      this.#tty.putBack(this.#keys.rest())
      release()
    }
  }
}

class Edit {
  readonly #tty: Tty
  readonly #prompt: string
  readonly #source: LineSource
  #chars: string[] = []
  #at = 0
  killed: string
  #historyAt: number
  readonly #edited = new Map<number, string>()
  #search: { query: string; at: number } | undefined
  #tabs = 0
  #stale = false
  /** What a program left on the row before the prompt stays there. */
  #drawn = false
  /** Rows that the cursor is below the row where the prompt began. */
  #row = 0

  constructor(tty: Tty, prompt: string, source: LineSource, killed: string) {
    this.#tty = tty
    this.#prompt = prompt
    this.#source = source
    this.#historyAt = source.history.length
    this.killed = killed
  }

  press(key: Key): Line | undefined {
    if (this.#search) return this.#pressInSearch(key)
    if (!(key.type === 'key' && key.name === 'tab')) this.#tabs = 0
    if (key.type === 'text') this.#type(key.text)
    else if (key.type === 'paste') this.#insert(key.text)
    else return this.#command(key.name)
    return undefined
  }

  /** Marks the line as changed; it is drawn once for all the keys that came together. */
  draw(): void {
    this.#stale = true
  }

  redraw(): void {
    if (!this.#stale) return
    this.#stale = false
    const { cols } = this.#tty
    const lead = this.#search ? `(reverse-i-search)\`${this.#search.query}': ` : this.#prompt
    const again = this.#drawn ? '\r\u001b[J' : ''
    this.#drawn = true
    let text = this.#row > 0 ? `\u001b[${this.#row}A\r\u001b[J` : again
    text += lead.replaceAll('\n', '\r\n')
    let row = 0
    let col = 0
    const put = (width: number): void => {
      if (col + width > cols) {
        row++
        col = 0
      }
      col += width
    }
    for (const line of lead.split('\n').slice(0, -1))
      row += 1 + Math.floor(Math.max(0, textWidth(line) - 1) / cols)
    const lastLine = lead.split('\n').at(-1) ?? ''
    for (let i = 0; i < textWidth(lastLine); i++) put(1)
    let [cursorRow, cursorCol] = [row, col]
    for (const [index, char] of this.#chars.entries()) {
      if (index === this.#at) [cursorRow, cursorCol] = [row, col]
      if (char === '\n') {
        text += '\r\n'
        row++
        col = 0
        continue
      }
      const shown =
        char.charCodeAt(0) < 32 ? `^${String.fromCharCode(char.charCodeAt(0) + 64)}` : char
      // A wide character that does not fit goes to the next row as a whole.
      const width = textWidth(shown)
      if (col + width > cols && width > 1 && col < cols) text += ' '.repeat(cols - col)
      put(width)
      text += shown
    }
    if (this.#at === this.#chars.length) [cursorRow, cursorCol] = [row, col]
    // At the very edge the terminal waits; push it on so that rows are counted alike.
    if (col === cols) {
      text += '\r\n'
      row++
    }
    if (cursorCol === cols) {
      cursorRow++
      cursorCol = 0
    }
    // The cursor stands where the text ended already, in the common case.
    if (row > cursorRow) text += `\u001b[${row - cursorRow}A`
    if (this.#at < this.#chars.length || cursorCol === 0)
      text += `\r${cursorCol > 0 ? `\u001b[${cursorCol}C` : ''}`
    this.#row = cursorRow
    this.#tty.show(text)
  }

  #type(char: string): void {
    const atEnd = this.#at === this.#chars.length && !this.#stale
    const column =
      textWidth(this.#prompt.split('\n').at(-1) ?? '') +
      this.#chars.reduce((sum, one) => sum + charWidth(one), 0)
    // The common case costs one character, not a line.
    if (
      atEnd &&
      this.#row === 0 &&
      !this.#chars.includes('\n') &&
      column + charWidth(char) < this.#tty.cols
    ) {
      this.#chars.push(char)
      this.#at++
      this.#tty.show(char)
    } else this.#insert(char)
  }

  #insert(text: string): void {
    const chars = [...text]
    if (this.#chars.length + chars.length > 262_144) return
    this.#chars.splice(this.#at, 0, ...chars)
    this.#at += chars.length
    this.draw()
  }

  #command(name: string): Line | undefined {
    switch (name) {
      case 'enter':
        return this.#accept()
      case 'ctrl-c':
        this.#moveTo(this.#chars.length)
        this.redraw()
        this.#tty.show('^C\r\n')
        return { type: 'interrupt' }
      case 'ctrl-d':
        if (this.#chars.length === 0) return { type: 'end' }
        this.#delete(this.#at, this.#at + 1)
        break
      case 'backspace':
      case 'ctrl-h':
        this.#delete(this.#at - 1, this.#at)
        break
      case 'delete':
        this.#delete(this.#at, this.#at + 1)
        break
      case 'left':
      case 'ctrl-b':
        this.#moveTo(this.#at - 1)
        break
      case 'right':
      case 'ctrl-f':
        this.#moveTo(this.#at + 1)
        break
      case 'home':
      case 'ctrl-a':
        this.#moveTo(0)
        break
      case 'end':
      case 'ctrl-e':
        this.#moveTo(this.#chars.length)
        break
      case 'alt-b':
        this.#moveTo(this.#wordLeft(/\w/u))
        break
      case 'alt-f':
        this.#moveTo(this.#wordRight())
        break
      case 'ctrl-k':
        this.#kill(this.#at, this.#chars.length)
        break
      case 'ctrl-u':
        this.#kill(0, this.#at)
        break
      case 'ctrl-w':
        this.#kill(this.#wordLeft(/\S/u), this.#at)
        break
      case 'alt-backspace':
        this.#kill(this.#wordLeft(/\w/u), this.#at)
        break
      case 'alt-d':
        this.#kill(this.#at, this.#wordRight())
        break
      case 'ctrl-y':
        this.#insert(this.killed)
        break
      case 'ctrl-t':
        this.#transpose()
        break
      case 'ctrl-l':
        this.#row = 0
        this.#drawn = false
        this.#tty.show('\u001b[H\u001b[2J')
        this.draw()
        break
      case 'up':
      case 'ctrl-p':
        this.#recall(this.#historyAt - 1)
        break
      case 'down':
      case 'ctrl-n':
        this.#recall(this.#historyAt + 1)
        break
      case 'alt-<':
        this.#recall(0)
        break
      case 'alt->':
        this.#recall(this.#source.history.length)
        break
      case 'alt-.': {
        const last = this.#source.history.at(-1)?.trim().split(/\s+/).at(-1)
        if (last) this.#insert(last)
        break
      }
      case 'ctrl-r':
        this.#search = { query: '', at: this.#source.history.length }
        this.draw()
        break
      case 'tab':
        this.#complete()
        break
      default:
    }
    return undefined
  }

  #accept(): Line {
    this.#moveTo(this.#chars.length)
    this.redraw()
    this.#tty.show('\r\n')
    return { type: 'line', text: this.#chars.join('') }
  }

  #pressInSearch(key: Key): Line | undefined {
    const search = this.#search
    if (!search) return undefined
    if (key.type === 'text' || key.type === 'paste') {
      search.query += key.text
      this.#find(search.at)
    } else if (key.name === 'backspace') {
      search.query = search.query.slice(0, -1)
      this.#find(this.#source.history.length)
    } else if (key.name === 'ctrl-r') this.#find(search.at - 1)
    else {
      this.#search = undefined
      if (key.name === 'ctrl-g' || key.name === 'ctrl-c') this.#replace('')
      this.draw()
      if (key.name !== 'ctrl-g' && key.name !== 'escape') return this.#command(key.name)
    }
    return undefined
  }

  #find(from: number): void {
    const search = this.#search
    if (!search) return
    for (let at = Math.min(from, this.#source.history.length - 1); at >= 0; at--) {
      const line = this.#source.history[at]
      if (line === undefined || search.query === '' || !line.includes(search.query)) continue
      search.at = at
      this.#historyAt = at
      this.#chars = [...line]
      this.#at = Array.from(line.slice(0, line.indexOf(search.query))).length
      break
    }
    this.draw()
  }

  #moveTo(at: number): void {
    const next = Math.max(0, Math.min(this.#chars.length, at))
    if (next === this.#at) return
    this.#at = next
    this.draw()
  }

  #delete(from: number, to: number): void {
    if (from < 0 || to > this.#chars.length || from >= to) return
    this.#chars.splice(from, to - from)
    this.#at = from
    this.draw()
  }

  #kill(from: number, to: number): void {
    if (from >= to) return
    this.killed = this.#chars.slice(from, to).join('')
    this.#delete(from, to)
  }

  #wordLeft(kind: RegExp): number {
    let at = this.#at
    while (at > 0 && !kind.test(this.#chars[at - 1] ?? '')) at--
    while (at > 0 && kind.test(this.#chars[at - 1] ?? '')) at--
    return at
  }

  #wordRight(): number {
    let at = this.#at
    while (at < this.#chars.length && !/\w/u.test(this.#chars[at] ?? '')) at++
    while (at < this.#chars.length && /\w/u.test(this.#chars[at] ?? '')) at++
    return at
  }

  #transpose(): void {
    const at = this.#at === this.#chars.length ? this.#at - 1 : this.#at
    const [before, here] = [this.#chars[at - 1], this.#chars[at]]
    if (at < 1 || before === undefined || here === undefined) return
    this.#chars[at - 1] = here
    this.#chars[at] = before
    this.#at = at + 1
    this.draw()
  }

  #replace(text: string): void {
    this.#chars = [...text]
    this.#at = this.#chars.length
  }

  #recall(at: number): void {
    if (at < 0 || at > this.#source.history.length) return
    this.#edited.set(this.#historyAt, this.#chars.join(''))
    this.#historyAt = at
    this.#replace(this.#edited.get(at) ?? this.#source.history[at] ?? '')
    this.draw()
  }

  #complete(): void {
    const before = this.#chars.slice(0, this.#at).join('')
    const { start, choices } = this.#source.complete(before)
    const typed = before.slice(start)
    const [only] = choices
    if (!only) {
      this.#tty.show('\u0007')
      return
    }
    if (choices.length === 1) {
      this.#insertOver(typed, only.text)
      return
    }
    const common = choices.map((choice) => choice.text.replace(/[ /]$/, '')).reduce(commonPrefix)
    if (common.length > typed.length) {
      this.#insertOver(typed, common)
      // The next Tab lists, as it does after a bell.
      this.#tabs = 1
      return
    }
    if (this.#tabs++ === 0) {
      this.#tty.show('\u0007')
      return
    }
    this.#list(choices)
  }

  #insertOver(typed: string, text: string): void {
    const count = [...typed].length
    this.#chars.splice(this.#at - count, count, ...text)
    this.#at += [...text].length - count
    this.draw()
  }

  #list(choices: readonly Completion[]): void {
    this.redraw()
    const names = choices.slice(0, 500).map((choice) => choice.shown)
    const width = Math.max(...names.map(textWidth)) + 2
    const perRow = Math.max(1, Math.floor(this.#tty.cols / width))
    const rows = Math.ceil(names.length / perRow)
    let text = '\r\n'
    for (let row = 0; row < rows; row++) {
      for (let col = 0; col < perRow; col++) {
        const name = names[row + col * rows]
        if (name !== undefined) text += name + ' '.repeat(Math.max(0, width - textWidth(name)))
      }
      text += '\r\n'
    }
    this.#row = 0
    this.#drawn = false
    this.#tty.show(text)
    this.draw()
  }
}

function commonPrefix(a: string, b: string): string {
  let length = 0
  while (length < a.length && a.charAt(length) === b.charAt(length)) length++
  return a.slice(0, length)
}
