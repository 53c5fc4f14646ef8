import { clip, Screen } from '../tty/screen.ts'
import { reasonOf } from '../vfs/errors.ts'
import type { Program } from './call.ts'
import { options } from './call.ts'
import { EditorBuffer } from './editor-buffer.ts'
import { load, save } from './editor-files.ts'
import { topPage } from './status.ts'
import { runVi } from './vi.ts'

const nano: Program = async (call) => {
  const screen = Screen.of(call)
  if (!screen) return call.fail('Standard input is not a terminal')
  let [name] = options(call.args).operands
  const buffer = await load(call, name)
  let message =
    call.vfs.peek(call.absolute(name ?? '.'), call.cred)?.kind === 'file'
      ? `Read ${buffer.lines.length} lines`
      : 'New File'
  let cut = ''
  const invert = (text: string, cols: number): string =>
    `\u001b[7m${text.padEnd(cols).slice(0, cols)}\u001b[0m`
  const draw = (prompt?: string): void => {
    const { cols, rows } = screen.tty
    const height = Math.max(1, rows - 4)
    const cursor = buffer.view(height, cols)
    const title = name ?? 'New Buffer'
    const head = `  GNU nano 8.3${' '.repeat(Math.max(2, Math.floor((cols - title.length) / 2) - 14))}${title}${buffer.changed ? ' *' : ''}`
    const body = Array.from({ length: height }, (_, index) =>
      clip((buffer.lines[buffer.top + index] ?? []).join(''), cols, buffer.left),
    )
    const status =
      prompt === undefined
        ? ' '.repeat(Math.max(0, Math.floor((cols - message.length - 4) / 2))) +
          (message === '' ? '' : `\u001b[7m[ ${message} ]\u001b[0m`)
        : invert(prompt, cols)
    const help = [
      '^G Help      ^O Write Out ^W Where Is  ^K Cut       ^U Paste',
      '^X Exit      ^R Read File ^\\ Replace   ^C Location  ^/ Go To Line',
    ]
    screen.draw(
      [invert(head, cols), ...body, status, ...help.map((line) => clip(line, cols))],
      prompt === undefined ? cursor.row + 1 : height + 1,
      prompt === undefined ? cursor.col : Math.min(cols - 1, prompt.length),
    )
  }
  const ask = async (question: string, start: string): Promise<string | undefined> => {
    let text = start
    for (;;) {
      draw(`${question}: ${text}`)
      const key = await screen.key()
      if (!key || (key.type === 'key' && (key.name === 'ctrl-c' || key.name === 'escape')))
        return undefined
      if (key.type !== 'key') text += key.text
      else if (key.name === 'enter') return text
      else if (key.name === 'backspace') text = text.slice(0, -1)
    }
  }
  const write = async (): Promise<boolean> => {
    const chosen = await ask('File Name to Write', name ?? '')
    if (chosen === undefined || chosen === '') {
      message = 'Cancelled'
      return false
    }
    const result = save(call, chosen, buffer)
    message = result.message
    if (result.ok) name = chosen
    return result.ok
  }
  const leave = async (): Promise<boolean> => {
    if (!buffer.changed) return true
    draw('Save modified buffer?  (Y/N, ^C cancels) ')
    for (;;) {
      const key = await screen.key()
      if (!key) return true
      if (key.type === 'text' && /^y$/i.test(key.text)) return write()
      if (key.type === 'text' && /^n$/i.test(key.text)) return true
      if (key.type === 'key' && key.name === 'ctrl-c') return false
    }
  }
  return screen.use(async () => {
    for (;;) {
      draw()
      const key = await screen.key()
      if (!key) return 1
      message = ''
      if (key.type !== 'key') buffer.insert(key.text)
      else if (
        buffer.move(
          {
            'ctrl-a': 'home',
            'ctrl-e': 'end',
            'ctrl-p': 'up',
            'ctrl-n': 'down',
            'ctrl-y': 'pageup',
            'ctrl-v': 'pagedown',
            'ctrl-b': 'left',
            'ctrl-f': 'right',
          }[key.name] ?? key.name,
          screen.tty.rows - 5,
        )
      )
        continue
      else if (key.name === 'enter') buffer.breakLine()
      else if (key.name === 'tab') buffer.insert('\t')
      else if (key.name === 'backspace' || key.name === 'ctrl-h') buffer.erase()
      else if (key.name === 'delete' || key.name === 'ctrl-d') buffer.deleteHere()
      else if (key.name === 'ctrl-k') cut = `${buffer.deleteLine()}\n`
      else if (key.name === 'ctrl-u') buffer.insert(cut)
      else if (key.name === 'ctrl-o' || key.name === 'ctrl-s') await write()
      else if (key.name === 'ctrl-c')
        message = `line ${buffer.row + 1}/${buffer.lines.length}, col ${buffer.col + 1}`
      else if (key.name === 'ctrl-w') {
        const query = await ask('Search', '')
        if (query !== undefined && !buffer.find(query)) message = `"${query}" not found`
      } else if (key.name === 'ctrl-x' && (await leave())) return 0
    }
  })
}

const vi: Program = async (call) => {
  const screen = Screen.of(call)
  if (!screen) return call.fail('Warning: Output is not to a terminal')
  const [name] = options(call.args).operands
  const buffer = await load(call, name)
  return screen.use(() => runVi(call, screen, buffer, name))
}

const less: Program = async (call) => {
  const [name] = options(
    call.args.filter((arg) => !arg.startsWith('+')),
    '',
  ).operands
  const screen = Screen.of(call)
  const tty = call.files.get(1)?.tty
  let text: string
  try {
    text =
      name === undefined
        ? (await call.readAll()).toString()
        : await call.vfs.readText(call.absolute(name), call.cred)
  } catch (error) {
    return call.err(`${name}: ${reasonOf(error)}\n`).then(() => 1)
  }
  if (!screen || !tty) return call.out(text).then(() => 0)
  const buffer = new EditorBuffer(text)
  let message = ''
  let query = ''
  return screen.use(async () => {
    for (;;) {
      const { cols, rows } = screen.tty
      const height = rows - 1
      const last = Math.max(0, buffer.lines.length - height)
      buffer.top = Math.max(0, Math.min(last, buffer.top))
      const body = Array.from({ length: height }, (_, index) => {
        const line = buffer.lines[buffer.top + index]
        return line ? clip(line.join(''), cols) : '~'
      })
      const foot = message || (buffer.top >= last ? '(END)' : name === undefined ? ':' : name)
      screen.draw([...body, `\u001b[7m${foot}\u001b[0m`], rows - 1, Math.min(cols - 1, foot.length))
      message = ''
      const key = await screen.key()
      if (!key) return 0
      const press = key.type === 'key' ? key.name : key.text
      if (press === 'q' || press === 'Q' || press === 'ctrl-c') return 0
      if (press === 'j' || press === 'down' || press === 'enter' || press === 'e') buffer.top++
      else if (press === 'k' || press === 'up' || press === 'y') buffer.top--
      else if ([' ', 'f', 'pagedown', 'ctrl-f'].includes(press)) buffer.top += height
      else if (['b', 'pageup', 'ctrl-b'].includes(press)) buffer.top -= height
      else if (press === 'd') buffer.top += Math.floor(height / 2)
      else if (press === 'u') buffer.top -= Math.floor(height / 2)
      else if (press === 'g' || press === '<' || press === 'home') buffer.top = 0
      else if (press === 'G' || press === '>' || press === 'end') buffer.top = last
      else if (press === '/' || press === 'n') {
        if (press === '/') query = (await readLine(screen, '/')) ?? ''
        const at = buffer.lines.findIndex(
          (line, index) => index > buffer.top && line.join('').includes(query),
        )
        if (at < 0) message = 'Pattern not found'
        else buffer.top = at
      }
    }
  })
}

async function readLine(screen: Screen, lead: string): Promise<string | undefined> {
  let text = ''
  for (;;) {
    screen.tty.show(`\u001b[${screen.tty.rows};1H\u001b[2K${lead}${text}`)
    const key = await screen.key()
    if (!key || (key.type === 'key' && (key.name === 'ctrl-c' || key.name === 'escape')))
      return undefined
    if (key.type !== 'key') text += key.text
    else if (key.name === 'enter') return text
    else if (key.name === 'backspace') text = text.slice(0, -1)
  }
}

const top: Program = async (call) => {
  const { flags } = options(call.args, 'ndp')
  const screen = flags.has('b') ? undefined : Screen.of(call)
  if (!screen) {
    const times = Number(flags.get('n') ?? '1')
    for (let time = 0; time < times; time++) {
      if (time > 0) await call.machine.outside.sleep(3_000, call.signal)
      await call.out(await topPage(call))
    }
    return 0
  }
  return screen.use(async () => {
    for (;;) {
      const { rows, cols } = screen.tty
      const lines = (await topPage(call)).split('\n').slice(0, rows - 1)
      screen.draw(
        Array.from({ length: rows - 1 }, (_, index) => clip(lines[index] ?? '', cols)),
        5,
        0,
      )
      const next = new AbortController()
      const tick = call.machine.outside
        .sleep(3_000, AbortSignal.any([call.signal, next.signal]))
        .then(
          () => undefined,
          () => undefined,
        )
      const waiting = new AbortController()
      const key = await Promise.race([tick, keyOrNothing(screen, waiting.signal)])
      next.abort(new Error('a key came'))
      waiting.abort()
      call.signal.throwIfAborted()
      if (key === 'q' || key === 'ctrl-c' || key === 'gone') return 0
    }
  })
}

async function keyOrNothing(screen: Screen, signal: AbortSignal): Promise<string | undefined> {
  try {
    const bytes = await screen.tty.readRaw(signal)
    if (!bytes) return 'gone'
    return bytes[0] === 3 ? 'ctrl-c' : Buffer.from(bytes).toString().charAt(0)
  } catch {
    return undefined
  }
}

export const editorPrograms = { nano, vi, vim: vi, less, more: less, top } satisfies Readonly<
  Record<string, Program>
>
