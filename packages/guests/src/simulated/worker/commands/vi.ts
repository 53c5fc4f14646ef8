import { clip, type Screen } from '../tty/screen.ts'
import type { Call } from './call.ts'
import type { EditorBuffer } from './editor-buffer.ts'
import { save } from './editor-files.ts'

type Mode = 'normal' | 'insert' | 'command'

/** The part of vi that edits a configuration file: motions, insertions, deletions, yank and put, search, `:` commands. */
export async function runVi(
  call: Call,
  screen: Screen,
  buffer: EditorBuffer,
  fileName: string | undefined,
): Promise<number> {
  let name = fileName
  let mode: Mode = 'normal'
  const inMode = (which: Mode): boolean => mode === which
  let message = name === undefined ? '' : `"${name}" ${buffer.lines.length}L`
  let command = ''
  let pending = ''
  let register: { text: string; lines: boolean } = { text: '', lines: false }
  let query = ''

  const draw = (): void => {
    const { cols, rows } = screen.tty
    const height = Math.max(1, rows - 1)
    const cursor = buffer.view(height, cols)
    const body = Array.from({ length: height }, (_, index) => {
      const line = buffer.lines[buffer.top + index]
      return line ? clip(line.join(''), cols, buffer.left) : '\u001b[34m~\u001b[0m'
    })
    const foot = inMode('command') ? command : inMode('insert') ? '-- INSERT --' : message
    screen.draw(
      [...body, clip(foot, cols)],
      inMode('command') ? rows - 1 : cursor.row,
      inMode('command') ? command.length : cursor.col,
    )
  }

  const put = (after: boolean): void => {
    buffer.keep()
    if (register.lines) {
      const lines = register.text.split('\n').map((line) => [...line])
      buffer.lines.splice(buffer.row + (after ? 1 : 0), 0, ...lines)
      buffer.row += after ? 1 : 0
      buffer.col = 0
    } else {
      if (after && buffer.line.length > 0) buffer.col++
      buffer.insert(register.text)
    }
  }

  const wordRight = (): void => {
    const start = { row: buffer.row, col: buffer.col }
    while (buffer.col < buffer.line.length && /\S/.test(buffer.line[buffer.col] ?? '')) buffer.col++
    while (buffer.col < buffer.line.length && /\s/.test(buffer.line[buffer.col] ?? '')) buffer.col++
    if (
      buffer.col >= buffer.line.length &&
      buffer.row + 1 < buffer.lines.length &&
      start.row === buffer.row
    ) {
      buffer.row++
      buffer.col = 0
    }
  }

  const wordLeft = (): void => {
    if (buffer.col === 0 && buffer.row > 0) {
      buffer.row--
      buffer.col = buffer.line.length
    }
    while (buffer.col > 0 && /\s/.test(buffer.line[buffer.col - 1] ?? '')) buffer.col--
    while (buffer.col > 0 && /\S/.test(buffer.line[buffer.col - 1] ?? '')) buffer.col--
  }

  const take = (lines: number, remove: boolean): void => {
    const taken: string[] = []
    if (remove) {
      buffer.keep()
      for (let i = 0; i < lines && buffer.row < buffer.lines.length; i++)
        taken.push(buffer.deleteLine())
    } else for (let i = 0; i < lines; i++) taken.push((buffer.lines[buffer.row + i] ?? []).join(''))
    register = { text: taken.join('\n'), lines: true }
  }

  const deleteTo = (move: () => void): void => {
    buffer.keep()
    const { row, col } = buffer
    move()
    const end = buffer.row === row ? buffer.col : (buffer.lines[row]?.length ?? col)
    buffer.row = row
    const [from, to] = [Math.min(col, end), Math.max(col, end)]
    register = { text: buffer.line.slice(from, to).join(''), lines: false }
    buffer.line.splice(from, to - from)
    buffer.col = from
  }

  const insertAt = (move: () => void): void => {
    buffer.keep()
    move()
    mode = 'insert'
  }

  /** A whole normal-mode command; what is only begun stays pending. */
  const normal = (typed: string): void => {
    const match = /^(\d*)(.*)$/.exec(typed)
    const count = Math.min(10_000, Number(match?.[1] || '1'))
    const keys = match?.[2] ?? ''
    if (keys === '' || ['d', 'c', 'y', 'g', 'r', 'Z'].includes(keys)) return
    pending = ''
    const times = (act: () => void): void => {
      for (let i = 0; i < count; i++) act()
    }
    const actions: Readonly<Record<string, () => void>> = {
      h: () => times(() => buffer.move('left', 1, false)),
      j: () => times(() => buffer.move('down', 1)),
      k: () => times(() => buffer.move('up', 1)),
      l: () => times(() => buffer.move('right', 1, false)),
      w: () => times(wordRight),
      b: () => times(wordLeft),
      e: () => times(wordRight),
      0: () => buffer.move('home', 1),
      $: () => buffer.move('end', 1),
      '^': () => {
        buffer.col = Math.max(
          0,
          buffer.line.findIndex((char) => /\S/.test(char)),
        )
      },
      gg: () => {
        buffer.row = count > 1 ? count - 1 : 0
        buffer.settle()
      },
      G: () => {
        buffer.row = match?.[1] ? count - 1 : buffer.lines.length - 1
        buffer.settle()
      },
      i: () => insertAt(() => {}),
      a: () => insertAt(() => buffer.move('right', 1, false)),
      I: () => insertAt(() => buffer.move('home', 1)),
      A: () => insertAt(() => buffer.move('end', 1)),
      o: () =>
        insertAt(() => {
          buffer.move('end', 1)
          buffer.breakLine()
        }),
      O: () =>
        insertAt(() => {
          buffer.lines.splice(buffer.row, 0, [])
          buffer.col = 0
        }),
      x: () => {
        buffer.keep()
        times(() => buffer.deleteHere())
      },
      X: () => {
        buffer.keep()
        times(() => buffer.erase())
      },
      dd: () => take(count, true),
      yy: () => take(count, false),
      Y: () => take(count, false),
      D: () => deleteTo(() => buffer.move('end', 1)),
      d$: () => deleteTo(() => buffer.move('end', 1)),
      dw: () => deleteTo(() => times(wordRight)),
      d0: () => deleteTo(() => buffer.move('home', 1)),
      dG: () => take(buffer.lines.length - buffer.row, true),
      dgg: () => {
        const rows = buffer.row + 1
        buffer.row = 0
        take(rows, true)
      },
      cw: () => {
        deleteTo(() => times(wordRight))
        mode = 'insert'
      },
      C: () => {
        deleteTo(() => buffer.move('end', 1))
        mode = 'insert'
      },
      cc: () => {
        buffer.keep()
        buffer.lines[buffer.row] = []
        buffer.col = 0
        mode = 'insert'
      },
      p: () => put(true),
      P: () => put(false),
      u: () => buffer.undo(),
      J: () => {
        buffer.keep()
        buffer.move('end', 1)
        buffer.deleteHere()
      },
      n: () => {
        if (!buffer.find(query)) message = `E486: Pattern not found: ${query}`
      },
    }
    if (/^r.$/.test(keys)) {
      buffer.keep()
      buffer.line.splice(buffer.col, 1, keys.charAt(1))
    } else if (keys === 'dg') pending = typed
    else actions[keys]?.()
  }

  /** A `:` command; answers an exit code when it ends the editor. */
  const ex = (typed: string): number | undefined => {
    const text = typed.trim()
    const write = /^(?:w|wq|x)(!?)(?:\s+(\S+))?$/.exec(text)
    if (write) {
      const target = write[2] ?? name
      if (target === undefined) {
        message = 'E32: No file name'
        return undefined
      }
      if (text.startsWith('x') && !buffer.changed) return 0
      const result = save(call, target, buffer)
      message = result.ok
        ? `"${target}" ${buffer.lines.length}L written`
        : `E212: ${result.message}`
      name ??= target
      return result.ok && !/^w(?!q)/.test(text) ? 0 : undefined
    }
    if (text === 'q' && buffer.changed)
      message = 'E37: No write since last change (add ! to override)'
    else if (/^(?:q!?|qa!?)$/.test(text)) return 0
    else if (/^\d+$/.test(text)) {
      buffer.row = Number(text) - 1
      buffer.settle()
    } else if (/^(?:%|\d+,\d+|\.)?s\//.test(text)) substitute(text)
    else if (!/^set\b|^$|^syntax/.test(text)) message = `E492: Not an editor command: ${text}`
    return undefined
  }

  const substitute = (text: string): void => {
    const match = /^(%|\d+,\d+|\.)?s\/((?:\\.|[^/])*)\/((?:\\.|[^/])*)\/?([gi]*)$/.exec(text)
    if (!match) {
      message = 'E486: Pattern not found'
      return
    }
    const [first, last] =
      match[1] === '%'
        ? [0, buffer.lines.length - 1]
        : match[1]?.includes(',')
          ? match[1].split(',').map((part) => Number(part) - 1)
          : [buffer.row, buffer.row]
    let expression: RegExp
    try {
      expression = new RegExp(
        match[2] ?? '',
        `u${match[4]?.includes('g') ? 'g' : ''}${match[4]?.includes('i') ? 'i' : ''}`,
      )
    } catch {
      message = `E486: Pattern not found: ${match[2]}`
      return
    }
    buffer.keep()
    for (let row = first ?? 0; row <= (last ?? 0) && row < buffer.lines.length; row++)
      buffer.lines[row] = [
        ...(buffer.lines[row] ?? [])
          .join('')
          .replace(expression, (match[3] ?? '').replaceAll('\\/', '/')),
      ]
  }

  for (;;) {
    draw()
    const key = await screen.key()
    if (!key) return 1
    const press = key.type === 'key' ? key.name : key.text
    if (inMode('insert')) {
      if (key.type !== 'key') buffer.insert(key.text)
      else if (press === 'escape' || press === 'ctrl-c' || press === 'ctrl-[') {
        mode = 'normal'
        buffer.move('left', 1, false)
      } else if (press.startsWith('alt-') && press.length === 5) {
        // Escape and the next key came together.
        mode = 'normal'
        buffer.move('left', 1, false)
        if (press === 'alt-:') {
          mode = 'command'
          command = ':'
        } else normal(press.slice(4))
      } else if (press === 'enter') buffer.breakLine()
      else if (press === 'tab') buffer.insert('\t')
      else if (press === 'backspace') buffer.erase()
      else if (press === 'delete') buffer.deleteHere()
      else buffer.move(press, screen.tty.rows - 2)
    } else if (inMode('command')) {
      if (key.type !== 'key') command += key.text
      else if (press === 'backspace') command = command.slice(0, -1)
      else if (press === 'escape' || press === 'ctrl-c') mode = 'normal'
      else if (press === 'enter') {
        mode = 'normal'
        message = ''
        if (command.startsWith('/')) {
          query = command.slice(1)
          if (!buffer.find(query)) message = `E486: Pattern not found: ${query}`
        } else {
          const code = ex(command.slice(1))
          if (code !== undefined) return code
        }
      }
      if (command === '') mode = 'normal'
    } else if (press === ':' || press === '/') {
      mode = 'command'
      command = press
      pending = ''
    } else if (key.type === 'key') {
      pending = ''
      if (
        !buffer.move(
          press === 'backspace' ? 'left' : press === 'enter' ? 'down' : press,
          screen.tty.rows - 2,
        )
      ) {
        if (press === 'ctrl-f' || press === 'ctrl-d') buffer.move('pagedown', screen.tty.rows - 2)
        if (press === 'ctrl-b' || press === 'ctrl-u') buffer.move('pageup', screen.tty.rows - 2)
      }
    } else {
      message = ''
      for (const char of key.text) {
        pending += char
        if (pending === 'ZZ') {
          const code = ex('x')
          if (code !== undefined) return code
        }
        normal(pending)
        if (inMode('normal') && !/^\d*(?:d|c|y|g|r|Z|dg)?$/.test(pending)) pending = ''
      }
    }
  }
}
