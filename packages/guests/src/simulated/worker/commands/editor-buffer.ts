import { charWidth } from '../tty/width.ts'

/** Lines of text with a cursor, as `nano` and `vi` edit them. */
export class EditorBuffer {
  lines: string[][]
  row = 0
  col = 0
  top = 0
  left = 0
  changed = false
  #undo: { lines: string[][]; row: number; col: number }[] = []

  constructor(text: string) {
    const lines = text.split('\n')
    if (lines.at(-1) === '' && lines.length > 1) lines.pop()
    this.lines = lines.map((line) => [...line])
  }

  text(): string {
    return `${this.lines.map((line) => line.join('')).join('\n')}\n`
  }

  get line(): string[] {
    return this.lines[this.row] ?? []
  }

  keep(): void {
    this.#undo.push({ lines: this.lines.map((line) => [...line]), row: this.row, col: this.col })
    if (this.#undo.length > 50) this.#undo.shift()
    this.changed = true
  }

  undo(): void {
    const before = this.#undo.pop()
    if (before) Object.assign(this, before)
  }

  insert(text: string): void {
    for (const char of text) {
      if (char === '\n') this.breakLine()
      else this.line.splice(this.col++, 0, char)
    }
    this.changed = true
  }

  breakLine(): void {
    const rest = this.line.splice(this.col)
    this.lines.splice(this.row + 1, 0, rest)
    this.row++
    this.col = 0
    this.changed = true
  }

  erase(): void {
    if (this.col > 0) this.line.splice(--this.col, 1)
    else if (this.row > 0) {
      const rest = this.lines.splice(this.row, 1)[0] ?? []
      this.row--
      this.col = this.line.length
      this.line.push(...rest)
    } else return
    this.changed = true
  }

  deleteHere(): void {
    if (this.col < this.line.length) this.line.splice(this.col, 1)
    else if (this.row + 1 < this.lines.length)
      this.line.push(...(this.lines.splice(this.row + 1, 1)[0] ?? []))
    else return
    this.changed = true
  }

  deleteLine(): string {
    const [line = []] = this.lines.splice(this.row, 1)
    if (this.lines.length === 0) this.lines.push([])
    this.row = Math.min(this.row, this.lines.length - 1)
    this.col = 0
    this.changed = true
    return line.join('')
  }

  /** Arrow keys and their like; says whether the key was one. */
  move(key: string, page: number, beyondEnd = true): boolean {
    switch (key) {
      case 'left':
        if (this.col > 0) this.col--
        else if (beyondEnd && this.row > 0) {
          this.row--
          this.col = this.line.length
        }
        break
      case 'right':
        if (this.col < this.line.length) this.col++
        else if (beyondEnd && this.row + 1 < this.lines.length) {
          this.row++
          this.col = 0
        }
        break
      case 'up':
        this.row--
        break
      case 'down':
        this.row++
        break
      case 'pageup':
        this.row -= page
        break
      case 'pagedown':
        this.row += page
        break
      case 'home':
        this.col = 0
        break
      case 'end':
        this.col = this.line.length
        break
      default:
        return false
    }
    this.settle()
    return true
  }

  settle(): void {
    this.row = Math.max(0, Math.min(this.lines.length - 1, this.row))
    this.col = Math.max(0, Math.min(this.line.length, this.col))
  }

  /** Finds text after the cursor, around the end; moves there. */
  find(query: string): boolean {
    if (query === '') return false
    for (let step = 0; step <= this.lines.length; step++) {
      const row = (this.row + step) % this.lines.length
      const line = (this.lines[row] ?? []).join('')
      const at = line.indexOf(query, step === 0 ? this.col + 1 : 0)
      if (at < 0) continue
      this.row = row
      this.col = [...line.slice(0, at)].length
      return true
    }
    return false
  }

  /** Scrolls so that the cursor is seen; answers its place on the screen. */
  view(rows: number, cols: number): { row: number; col: number } {
    if (this.row < this.top) this.top = this.row
    if (this.row >= this.top + rows) this.top = this.row - rows + 1
    const column = this.line
      .slice(0, this.col)
      .reduce((sum, char) => sum + (char === '\t' ? 8 : charWidth(char)), 0)
    if (column < this.left) this.left = column
    if (column >= this.left + cols) this.left = column - cols + 1
    return { row: this.row - this.top, col: column - this.left }
  }
}
