import { Interpreter } from '../../php/interpreter.ts'
import type { PhpHost } from '../../php/host.ts'
import { isNode, type PhpNode } from '../../php/nodes.ts'
import { PhpArray, type Php } from '../../php/values.ts'
import { CollectingFile } from '../../system/open-file.ts'
import { allowed, type Credentials } from '../../vfs/inode.ts'
import type { Call } from '../call.ts'
import { dial, failureText, lookUp, lookUpText } from '../net/dial.ts'
import { httpRequest } from './http-client.ts'

const maxOutput = 16 * 1024 * 1024

/** One run of a page: what it writes, and its way to the guest's files, network and programs. */
export class PhpPage implements PhpHost {
  readonly #call: Call
  readonly #cred: Credentials
  readonly superglobals: Readonly<Record<string, Php>>
  readonly headers = new Map<string, string>()
  readonly errors: string[] = []
  readonly #parts: string[] = []
  #length = 0
  code: number | undefined

  constructor(call: Call, cred: Credentials, superglobals: Readonly<Record<string, Php>>) {
    this.#call = call
    this.#cred = cred
    this.superglobals = { _ENV: new PhpArray(), ...superglobals }
  }

  get output(): string {
    return this.#parts.join('')
  }

  run(file: string): Promise<boolean> {
    return new Interpreter(this, file).run(file)
  }

  get signal(): AbortSignal {
    return this.#call.signal
  }

  get hostname(): string {
    return this.#call.machine.hostname
  }

  get serverAddress(): string {
    return this.#call.machine.network.addresses[0] ?? '127.0.0.1'
  }

  write(text: string): void {
    this.#length += text.length
    if (this.#length > maxOutput)
      throw new Error('Allowed memory size of 134217728 bytes exhausted')
    this.#parts.push(text)
  }

  header(line: string): void {
    const status = /^HTTP\/[\d.]+ (\d+)/.exec(line)?.[1]
    if (status !== undefined) this.code = Number(status)
    const [name = '', value] = line.split(/:\s*(.*)/s)
    if (value !== undefined)
      this.headers.set(
        name.replaceAll(/(?:^|-)[a-z]/g, (each) => each.toUpperCase()),
        value,
      )
  }

  status(code: number): void {
    this.code = code
  }

  warning(message: string, file: string, line: number): string {
    this.errors.push(`PHP Warning:  ${message} in ${file} on line ${line}`)
    return `<br />\n<b>Warning</b>:  ${message} in <b>${file}</b> on line <b>${line}</b><br />\n`
  }

  async fail(kind: string, message: string, file: string, line: number): Promise<void> {
    this.errors.push(`PHP ${kind}:  ${message} in ${file} on line ${line}`)
    this.write(
      `<br />\n<b>${kind}</b>:  ${message} in <b>${file}</b> on line <b>${line}</b><br />\n`,
    )
  }

  breathe(): Promise<void> {
    return this.#call.machine.outside.breathe()
  }

  now(): Promise<number> {
    return this.#call.machine.outside.freshNow()
  }

  sleep(ms: number): Promise<void> {
    return this.#call.machine.outside.sleep(ms, this.signal)
  }

  random(bound: number): number {
    const bytes = Buffer.from(this.#call.machine.randomBytes(6))
    return bytes.readUIntBE(0, 6) % bound
  }

  async parse(source: string, file: string): Promise<PhpNode> {
    const { default: php } = await this.#call.machine.outside.working(() => import('php-parser'))
    const engine = new php.Engine({ parser: { extractDoc: false }, ast: { withPositions: true } })
    const tree: unknown = engine.parseCode(source, file)
    if (!isNode(tree)) throw new SyntaxError('syntax error')
    return tree
  }

  #absolute(file: string): string {
    if (file.startsWith('/')) return file
    const server = this.superglobals['_SERVER']
    const script = server instanceof PhpArray ? server.get('SCRIPT_FILENAME') : null
    const directory = typeof script === 'string' ? script.replace(/\/[^/]*$/, '') : this.#call.cwd
    return `${directory}/${file}`
  }

  read(file: string): Promise<string> {
    return this.#call.vfs.readText(this.#absolute(file), this.#cred)
  }

  async exists(file: string): Promise<boolean> {
    const inode = this.#call.vfs.peek(this.#absolute(file), this.#cred)
    return inode !== undefined && inode.kind !== 'directory' && allowed(inode, this.#cred, 4)
  }

  async put(file: string, text: string, append: boolean): Promise<boolean> {
    try {
      if (append) await this.#call.vfs.appendFile(this.#absolute(file), text, this.#cred)
      else this.#call.vfs.writeFile(this.#absolute(file), text, this.#cred)
      return true
    } catch {
      return false
    }
  }

  list(directory: string): string[] | undefined {
    try {
      return this.#call.vfs.list(this.#absolute(directory), this.#cred).map(([name]) => name)
    } catch {
      return undefined
    }
  }

  async execute(command: string): Promise<{ readonly text: string; readonly code: number }> {
    const stdout = new CollectingFile()
    const code = await this.#call.run(['/bin/sh', '-c', command], {
      stdout,
      cred: this.#cred,
      cwd: this.#absolute('.'),
    })
    return { text: stdout.bytes().toString(), code }
  }

  async resolve(name: string): Promise<string | undefined> {
    const found = await lookUp(this.#call, name)
    return typeof found === 'string' ? undefined : found[0]
  }

  async fetch({
    url,
    method,
    headers,
    body,
    seconds,
  }: Parameters<PhpHost['fetch']>[0]): Promise<
    { readonly status: number; readonly text: string } | string
  > {
    if (!URL.canParse(url)) return 'invalid URL'
    const target = new URL(url)
    const given = headers.map((line): [string, string] => [
      line.split(':')[0] ?? '',
      line.slice(line.indexOf(':') + 1).trim(),
    ])
    const reply = await httpRequest(this.#call, {
      method,
      url: target,
      headers: [
        ['Host', target.host],
        ...given,
        ...(body === ''
          ? []
          : ([['Content-Length', String(Buffer.byteLength(body))]] satisfies [string, string][])),
        ['Connection', 'close'],
      ],
      ...(body === '' ? {} : { body: Buffer.from(body) }),
      connectSeconds: seconds,
      totalSeconds: seconds,
    })
    if ('failure' in reply) {
      if (reply.failure === 'unknown-host' || reply.failure === 'resolver-timed-out')
        return `php_network_getaddresses: getaddrinfo for ${target.hostname} failed: Name or service not known`
      return reply.failure === 'refused' ? 'Connection refused' : 'Connection timed out'
    }
    const parts: Buffer[] = []
    for await (const part of reply.message) parts.push(Buffer.from(part))
    return { status: reply.status, text: Buffer.concat(parts).toString() }
  }

  async databaseError(host: string): Promise<string> {
    if (host === 'localhost') return 'No such file or directory'
    const found = await lookUp(this.#call, host)
    if (typeof found === 'string')
      return `php_network_getaddresses: getaddrinfo for ${host} failed: ${lookUpText(found)}`
    const socket = await dial(this.#call, { address: found[0] ?? '', port: 3306, seconds: 60 })
    if (typeof socket === 'string') return failureText(socket)
    socket.destroy()
    return 'MySQL server has gone away (databases are not available in a simulated guest)'
  }
}
