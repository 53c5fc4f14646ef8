import type { Duplex } from 'node:stream'
import type { Client, ClientChannel } from 'ssh2'
import { Call, type Program } from '../../commands/call.ts'
import { SocketFile } from '../../net/socket-file.ts'
import { unlessAborted } from '../../system/gate.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import { matchesPattern } from '../sshd-config.ts'
import {
  addOption,
  clientSettings,
  readForward,
  type ClientSettings,
  type GivenOptions,
} from './client-config.ts'
import { connect, forwardOut, targetOf, type SshLink } from './connect.ts'
import { Console } from './console.ts'

const withValue = 'bcDEeFIiJlLmOopQRSWw'
const usage = `usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface] [-b bind_address]
           [-c cipher_spec] [-D [bind_address:]port] [-E log_file]
           [-e escape_char] [-F configfile] [-I pkcs11] [-i identity_file]
           [-J destination] [-L address] [-l login_name] [-m mac_spec]
           [-O ctl_cmd] [-o option] [-P tag] [-p port] [-R address]
           [-S ctl_path] [-W host:port] [-w local_tun[:remote_tun]]
           destination [command [argument ...]]
`

interface Invocation {
  readonly target: string
  readonly command: readonly string[]
  readonly flags: ReadonlySet<string>
  readonly given: GivenOptions
  /** `-W host:port` */
  readonly stdio: string | undefined
}

/** `ssh`: OpenSSH's client, as far as a guest needs one. */
export const ssh: Program = async (call) => {
  const asked = readArguments(call)
  if (typeof asked === 'string') {
    await call.err(asked)
    return 255
  }
  if (asked.flags.has('V')) {
    await call.err(`${call.machine.facts.sshIdent.replace(/ .*/, '')}, OpenSSL 3.2.2\n`)
    return 0
  }
  const [user, host, port] = targetOf(asked.target)
  if (user !== undefined) asked.given.set('user', [user])
  if (port !== undefined && !asked.given.has('port')) asked.given.set('port', [port])
  const settings = await clientSettings(call, host, asked.given)
  const console = new Console(call)
  const runner = asked.flags.has('f') ? inBackground(call) : call
  const link = await connect(runner, console, settings, asked.given)
  const run = async (): Promise<number> => {
    try {
      return link ? await use(runner, console, link, asked) : 255
    } finally {
      link?.close()
      link?.client.destroy()
      if (runner !== call) {
        call.machine.processes.end(runner.process, 0)
        for (const file of runner.files.values()) file.release()
      }
    }
  }
  if (runner === call || !link) return run()
  call.machine.detach(run())
  return 0
}

/** `-f`: signed in, ssh goes on as a process of its own, which no key of the terminal reaches. */
function inBackground(call: Call): Call {
  const { machine, process, env, cwd, umask, path } = call
  const own = machine.processes.start(process.argv, process.cred)
  return new Call({
    machine,
    process: own,
    words: process.argv,
    env,
    cwd,
    umask,
    path,
    files: new Map([...call.files].map(([fd, file]) => [fd, file.share()])),
  })
}

function readArguments(call: Call): Invocation | string {
  const given: GivenOptions = new Map()
  const flags = new Set<string>()
  const rest = [...call.args]
  let target: string | undefined
  let stdio: string | undefined
  while (rest.length > 0) {
    const arg = rest.shift() ?? ''
    if (!arg.startsWith('-') || arg === '-') {
      if (target !== undefined) {
        rest.unshift(arg)
        break
      }
      target = arg
      continue
    }
    if (arg === '--') {
      target ??= rest.shift()
      break
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at)
      if (!withValue.includes(letter)) {
        flags.add(letter)
        continue
      }
      const value = arg.slice(at + 1) || rest.shift()
      if (value === undefined) return `ssh: option requires an argument -- ${letter}\n${usage}`
      const fault = takeOption(given, letter, value)
      if (fault !== undefined) return fault
      if (letter === 'W') stdio = value
      break
    }
  }
  if (target === undefined && !flags.has('V')) return usage
  if (flags.has('v')) given.set('loglevel', ['DEBUG'])
  if (flags.has('q')) given.set('loglevel', ['QUIET'])
  if (flags.has('t')) given.set('requesttty', ['yes'])
  if (flags.has('T')) given.set('requesttty', ['no'])
  return { target: target ?? '', command: rest, flags, given, stdio }
}

/** Answers what is wrong with it. */
function takeOption(given: GivenOptions, letter: string, value: string): string | undefined {
  const names: Readonly<Record<string, string>> = {
    i: 'identityfile',
    p: 'port',
    l: 'user',
    J: 'proxyjump',
    F: 'configfile',
    L: 'localforward',
  }
  const name = names[letter]
  if (letter === 'p' && !/^\d+$/.test(value)) return `Bad port '${value}'\n`
  if (letter === 'L' && !readForward(value))
    return `Bad local forwarding specification '${value}'\n`
  if ('RDIw'.includes(letter)) return `ssh: -${letter} is not simulated in this guest\n`
  if (letter === 'o') {
    const [, keyword = '', text = ''] = /^\s*(\w+)\s*[=\s]\s*(.*)$/.exec(value) ?? []
    if (keyword === '') return `command-line: line 0: Bad configuration option: ${value}\n`
    addOption(given, keyword.toLowerCase(), text)
  } else if (name !== undefined) addOption(given, name, value)
  return undefined
}

async function use(
  call: Call,
  console: Console,
  link: SshLink,
  asked: Invocation,
): Promise<number> {
  const { client, settings } = link
  for (const fault of listenLocally(call, client, settings)) await call.err(fault)
  if (asked.stdio !== undefined) return standardIo(call, client, asked.stdio)
  if (asked.flags.has('N')) return closing(call, client)
  const command = asked.command.join(' ')
  const onTty =
    console.tty !== undefined &&
    (settings.requestTty === 'yes' ||
      settings.requestTty === 'force' ||
      (settings.requestTty === 'auto' && command === '' && call.files.get(0)?.tty !== undefined))
  if (settings.requestTty === 'auto' && command === '' && !onTty)
    await call.err('Pseudo-terminal will not be allocated because stdin is not a terminal.\n')
  const channel = await open(call, console, client, settings, command, onTty)
  if (!channel) return 255
  const ended = onTty
    ? await interactive(call, console, channel)
    : await piped(call, channel, asked.flags.has('n') || asked.flags.has('f'))
  if (ended === undefined) {
    await call.err(`Connection to ${settings.hostName} closed by remote host.\n`)
    return 255
  }
  if (onTty && command === '') await call.err(`Connection to ${settings.hostName} closed.\n`)
  return ended
}

function open(
  call: Call,
  console: Console,
  client: Client,
  settings: ClientSettings,
  command: string,
  onTty: boolean,
): Promise<ClientChannel | undefined> {
  const env = Object.fromEntries(
    [...call.env].filter(([name]) =>
      settings.sendEnv.some((pattern) => matchesPattern(name, pattern)),
    ),
  )
  const { tty } = console
  const pty = {
    term: call.env.get('TERM') ?? 'xterm-256color',
    cols: tty?.cols ?? 80,
    rows: tty?.rows ?? 24,
  }
  return new Promise((resolve) => {
    const opened = (error: Error | undefined, channel: ClientChannel): void =>
      resolve(error ? undefined : channel)
    if (command === '') client.shell(onTty ? pty : false, { env }, opened)
    else client.exec(command, { env, ...(onTty ? { pty } : {}) }, opened)
  })
}

/** The exit code; undefined when the connection went away under it. */
function exitOf(channel: ClientChannel): Promise<number | undefined> {
  return new Promise((resolve) => {
    let code: number | undefined
    channel.on('exit', (status: number | null) => (code = status ?? 255))
    channel.on('close', () => resolve(code))
  })
}

async function interactive(
  call: Call,
  console: Console,
  channel: ClientChannel,
): Promise<number | undefined> {
  const { tty } = console
  if (!tty) return 255
  const exit = exitOf(channel)
  const over = new AbortController()
  const signal = AbortSignal.any([call.signal, over.signal])
  const release = tty.takeRaw()
  call.process.onSignal = (number) => number === 2 || number === 3
  const keys = async (): Promise<void> => {
    // `~.` at the beginning of a line hangs up.
    let start = true
    let tilde = false
    for (;;) {
      const bytes = await tty.readRaw(signal)
      if (!bytes) break
      const out: number[] = []
      for (const byte of bytes) {
        if (tilde && byte === 0x2e) {
          channel.close()
          return
        }
        if (tilde && byte !== 0x7e) out.push(0x7e)
        const escapes: boolean = start && !tilde && byte === 0x7e
        tilde = escapes
        if (!escapes) out.push(byte)
        start = byte === 13 || byte === 10
      }
      if (out.length > 0) channel.write(Buffer.from(out))
    }
    channel.end()
  }
  const sizes = async (): Promise<void> => {
    for (;;) {
      await tty.onResize.wait(signal)
      channel.setWindow(tty.rows, tty.cols, 0, 0)
    }
  }
  const screen = async (): Promise<void> => {
    for await (const bytes of channel) await tty.write(Buffer.from(bytes), call.signal, true)
  }
  const side = Promise.allSettled([keys(), sizes()])
  try {
    channel.stderr.resume()
    await unlessAborted(Promise.all([screen(), exit]), call.signal)
    return await exit
  } finally {
    over.abort()
    await side
    release()
  }
}

async function piped(
  call: Call,
  channel: ClientChannel,
  noInput: boolean,
): Promise<number | undefined> {
  const exit = exitOf(channel)
  const over = new AbortController()
  const signal = AbortSignal.any([call.signal, over.signal])
  const remote = new SocketFile(channel)
  const input = async (): Promise<void> => {
    while (!noInput) {
      const bytes = await call.files.get(0)?.read(32_768, signal)
      if (!bytes) break
      await remote.write(bytes, signal)
    }
    channel.end()
  }
  const copy = async (fd: 1 | 2): Promise<void> => {
    for await (const bytes of fd === 1 ? channel : channel.stderr)
      await call.files.get(fd)?.write(Buffer.from(bytes), call.signal)
  }
  const side = input().catch(() => {})
  try {
    await unlessAborted(Promise.all([copy(1), copy(2), exit]), call.signal)
    return await exit
  } finally {
    over.abort()
    await side
    channel.close()
  }
}

/** `-W`: standard input and output are the connection; what a jump is made of. */
async function standardIo(call: Call, client: Client, target: string): Promise<number> {
  const [, host, port] = targetOf(target)
  const channel = await forwardOut(client, host, Number(port ?? 22))
  if (!channel) {
    await call.err(
      'channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed\n',
    )
    return 255
  }
  const remote = new SocketFile(channel)
  const out = (async (): Promise<void> => {
    for (;;) {
      const bytes = await remote.read(32_768, call.signal)
      if (!bytes) return
      await call.out(bytes)
    }
  })()
  for (;;) {
    const bytes = await call.files.get(0)?.read(32_768, call.signal)
    if (!bytes) break
    await remote.write(bytes, call.signal)
  }
  remote.finish()
  await out
  return 0
}

function closing(call: Call, client: Client): Promise<number> {
  const closed = new Promise<number>((resolve) => client.on('close', () => resolve(255)))
  return unlessAborted(closed, call.signal)
}

/** Opens the ports of `-L`; answers what cannot be. */
function listenLocally(call: Call, client: Client, settings: ClientSettings): string[] {
  const faults: string[] = []
  for (const { bind, port, host, hostPort } of settings.localForwards)
    try {
      const listener = call.machine.network.listen({
        address: bind,
        port,
        process: call.process,
        accept: (socket) => {
          void forwardOut(client, host, hostPort).then((channel) => {
            if (channel) joinStreams(socket, channel)
            else socket.destroy()
            return undefined
          })
        },
      })
      client.on('close', () => listener.close())
    } catch (error) {
      if (!(error instanceof FsError)) throw error
      faults.push(
        `bind [${bind}]:${port}: ${reasonOf(error)}\nchannel_setup_fwd_listener_tcpip: cannot listen to port: ${port}\nCould not request local forwarding.\n`,
      )
    }
  return faults
}

function joinStreams(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one)
  for (const [end, far] of [
    [one, other],
    [other, one],
  ] as const) {
    end.on('error', () => {})
    end.on('close', () => far.destroy())
  }
}
