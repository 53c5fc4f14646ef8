import type { Call } from '../../commands/call.ts'
import { reasonOf } from '../../vfs/errors.ts'

/** The old scp protocol, which `scp -O` and old clients speak with the `scp` of the other side. */

const maxLine = 4096

/** `scp -t`: takes files. */
export async function scpSink(
  call: Call,
  target: string,
  flags: ReadonlySet<string>,
): Promise<number> {
  const input = new Input(call)
  const isDirectory = call.vfs.peek(call.absolute(target), call.cred)?.kind === 'directory'
  if (flags.has('d') && !isDirectory) {
    await call.out(`\u0001scp: ${target}: Not a directory\n`)
    return 1
  }
  const stack = [target]
  let status = 0
  let mtimeMs: number | undefined
  await call.out(Uint8Array.of(0))
  for (;;) {
    const line = await input.line()
    if (line === undefined) return status
    const kind = line.charAt(0)
    if (kind === '\u0001' || kind === '\u0002') {
      if (kind === '\u0002') return 1
      continue
    }
    if (kind === 'T') {
      mtimeMs = Number(line.slice(1).split(' ')[0]) * 1000
      await call.out(Uint8Array.of(0))
      continue
    }
    if (kind === 'E') {
      if (stack.length > 1) stack.pop()
      await call.out(Uint8Array.of(0))
      continue
    }
    const [, modeText = '', sizeText = '', name = ''] =
      /^[CD](\d{4,5}) (\d+) ([^/]+)$/.exec(line) ?? []
    if (name === '' || name === '.' || name === '..') {
      await call.out('\u0002scp: protocol error: unexpected line\n')
      return 1
    }
    const top = stack.at(-1) ?? target
    const inside = stack.length > 1 || isDirectory
    const path = inside ? `${top.replace(/\/$/, '')}/${name}` : top
    const mode = Number.parseInt(modeText, 8) & 0o777
    try {
      if (kind === 'D') {
        if (!call.vfs.peek(call.absolute(path), call.cred))
          call.vfs.create(call.absolute(path), 'directory', mode & ~call.umask, call.cred)
        stack.push(path)
        await call.out(Uint8Array.of(0))
        continue
      }
      const file = call.machine.open(
        call.absolute(path),
        'write',
        call.cred,
        call.files,
        call.umask,
      )
      await call.out(Uint8Array.of(0))
      try {
        for await (const bytes of input.bytes(Number(sizeText)))
          await file.write(bytes, call.signal)
      } finally {
        file.release()
      }
      await input.bytes(1).next()
      const inode = call.vfs.find(call.absolute(path), call.cred)
      if (inode.uid === call.cred.uid)
        call.vfs.chmod(call.absolute(path), flags.has('p') ? mode : mode & ~call.umask, call.cred)
      if (flags.has('p') && mtimeMs !== undefined)
        call.vfs.utimes(call.absolute(path), mtimeMs, call.cred)
      await call.out(Uint8Array.of(0))
    } catch (error) {
      call.signal.throwIfAborted()
      status = 1
      await call.out(`\u0001scp: ${path}: ${reasonOf(error)}\n`)
    }
    mtimeMs = undefined
  }
}

/** `scp -f`: gives files. */
export async function scpSource(
  call: Call,
  paths: readonly string[],
  flags: ReadonlySet<string>,
): Promise<number> {
  const input = new Input(call)
  if (!(await input.acknowledged())) return 1
  let status = 0
  for (const path of paths) status = Math.max(status, await send(call, input, path, flags))
  return status
}

async function send(
  call: Call,
  input: Input,
  path: string,
  flags: ReadonlySet<string>,
): Promise<number> {
  const absolute = call.absolute(path)
  try {
    const inode = call.vfs.find(absolute, call.cred)
    const name = absolute.replace(/\/+$/, '').replace(/^.*\//, '') || '/'
    const mode = `0${(inode.mode & 0o777).toString(8).padStart(3, '0')}`
    if (flags.has('p')) {
      const seconds = Math.floor(inode.mtimeMs / 1000)
      await call.out(`T${seconds} 0 ${seconds} 0\n`)
      if (!(await input.acknowledged())) return 1
    }
    if (inode.kind === 'directory') {
      if (!flags.has('r')) {
        await call.out(`\u0001scp: ${path}: not a regular file\n`)
        return 1
      }
      const names = call.vfs.list(absolute, call.cred)
      await call.out(`D${mode} 0 ${name}\n`)
      if (!(await input.acknowledged())) return 1
      let status = 0
      for (const [child] of names)
        status = Math.max(status, await send(call, input, `${path}/${child}`, flags))
      await call.out('E\n')
      return (await input.acknowledged()) ? status : 1
    }
    const file = call.machine.open(absolute, 'read', call.cred, call.files)
    try {
      await call.out(`C${mode} ${inode.size} ${name}\n`)
      if (!(await input.acknowledged())) return 1
      for (let left = inode.size; left > 0;) {
        const bytes =
          (await file.read(Math.min(left, 65_536), call.signal)) ??
          new Uint8Array(Math.min(left, 65_536))
        left -= bytes.length
        await call.out(bytes)
      }
    } finally {
      file.release()
    }
    await call.out(Uint8Array.of(0))
    return (await input.acknowledged()) ? 0 : 1
  } catch (error) {
    call.signal.throwIfAborted()
    await call.out(`\u0001scp: ${path}: ${reasonOf(error)}\n`)
    return 1
  }
}

/** The lines, answers and bytes that the other side sends. */
class Input {
  readonly #call: Call
  #held = Buffer.alloc(0)

  constructor(call: Call) {
    this.#call = call
  }

  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#held.indexOf(10)
      if (end >= 0) {
        const line = this.#held.subarray(0, end).toString()
        this.#held = this.#held.subarray(end + 1)
        return line
      }
      if (this.#held.length > maxLine || !(await this.#more())) return undefined
    }
  }

  /** A zero byte; anything else is a complaint. */
  async acknowledged(): Promise<boolean> {
    while (this.#held.length === 0) if (!(await this.#more())) return false
    const [first] = this.#held
    this.#held = this.#held.subarray(1)
    if (first === 0) return true
    await this.line()
    return false
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#held.length === 0 && !(await this.#more())) throw new Error('lost connection')
      const taken = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(taken.length)
      left -= taken.length
      yield taken
    }
  }

  async #more(): Promise<boolean> {
    const bytes = await this.#call.files.get(0)?.read(65_536, this.#call.signal)
    if (!bytes) return false
    this.#held = Buffer.concat([this.#held, bytes])
    return true
  }
}
