import type { Duplex } from 'node:stream'
import type { AcceptConnection, PseudoTtyInfo, ServerChannel, Session } from 'ssh2'
import type { Peer } from '../net/network.ts'
import { authLog } from '../system/auth-log.ts'
import type { Login } from '../system/logins.ts'
import type { Machine } from '../system/machine.ts'
import { Killed, signalName, signalNumbers, type Process } from '../system/process.ts'
import { runCommandAs } from '../system/run-command.ts'
import { runOnTerminal } from '../tty/login-shell.ts'
import { Tty } from '../tty/tty.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Identity } from './auth.ts'
import { sftpServerPath } from '../base/ssh-files.ts'
import { ChannelFile, ChannelPipe } from './channel-file.ts'
import { greet } from './greeting.ts'
import { matchesPattern } from './sshd-config.ts'

export interface SessionParts {
  readonly machine: Machine
  readonly identity: Identity
  readonly peer: Peer
  readonly socket: Duplex
  /** The connection's own process, parent of what runs here. */
  readonly parent: Process
  /** Of the privileged process above that, which writes the log. */
  readonly logPid: number
}

/** Of a session's environment nobody needs more. */
const maxEnvironment = 64

/** One session channel: a shell, a command or sftp, with or without a terminal, until it ends or the peer goes. */
export class SshSession {
  readonly #parts: SessionParts
  readonly #env = new Map<string, string>()
  #pty: Pick<PseudoTtyInfo, 'term' | 'cols' | 'rows'> | undefined
  #tty: Tty | undefined
  #process: Process | undefined
  #pipe: ChannelPipe | undefined
  #channel: ServerChannel | undefined
  #gone = false

  constructor(parts: SessionParts, session: Session) {
    this.#parts = parts
    const { settings, key } = parts.identity
    session.on('env', (accept, reject, { key: name, val }) => {
      const may = settings.acceptEnv.some((pattern) => matchesPattern(name, pattern))
      if (!may || this.#env.size >= maxEnvironment) return answer(reject)
      this.#env.set(name, val)
      answer(accept)
    })
    session.on('pty', (accept, reject, info) => {
      if (!settings.permitTty || key?.pty === false) return answer(reject)
      this.#pty = {
        term: info.term || 'dumb',
        cols: size(info.cols, 80),
        rows: size(info.rows, 24),
      }
      answer(accept)
    })
    session.on('window-change', (accept, _reject, { cols, rows }) => {
      this.#tty?.resize(size(cols, 80), size(rows, 24))
      answer(accept)
    })
    session.on('signal', (accept, _reject, { name }) => {
      const number = signalNumbers[name.replace(/^SIG/, '')]
      if (number !== undefined) this.#signal(number)
      answer(accept)
    })
    session.on('shell', (accept) => this.#begin(accept(), undefined))
    session.on('exec', (accept, _reject, { command }) => this.#begin(accept(), command))
    session.on('subsystem', (accept: AcceptConnection<ServerChannel>, reject, { name }) => {
      const program = name === 'sftp' ? this.#sftpProgram() : undefined
      if (program === undefined) return answer(reject)
      this.#begin(accept(), program)
    })
    session.on('close', () => this.hangUp())
  }

  /** What the client has sent and nobody has read. */
  get unreadBytes(): number {
    return this.#channel?.readableLength ?? 0
  }

  /** The peer is gone: what runs on a terminal is hung up; a command without one finds its pipes closed. */
  hangUp(): void {
    if (this.#gone) return
    this.#gone = true
    this.#pipe?.close()
    if (!this.#tty) return
    this.#tty.hangUp()
    this.#parts.machine.processes.signalTerminal(this.#tty, 1)
  }

  get #forced(): string | undefined {
    return this.#parts.identity.settings.forceCommand ?? this.#parts.identity.key?.command
  }

  #signal(number: number): void {
    if (this.#tty) this.#parts.machine.processes.signalTerminal(this.#tty, number)
    else this.#process?.deliver(number)
  }

  #begin(channel: ServerChannel | undefined, asked: string | undefined): void {
    // The library answers nothing to what came twice.
    if (!channel) return
    const { machine, socket } = this.#parts
    const pipe = new ChannelPipe(channel, socket)
    this.#pipe = pipe
    this.#channel = channel
    machine.detach(this.#run(channel, pipe, asked))
  }

  async #run(channel: ServerChannel, pipe: ChannelPipe, asked: string | undefined): Promise<void> {
    const { machine, identity } = this.#parts
    await machine.outside.freshNow()
    const command = this.#forced ?? asked
    if (this.#forced !== undefined && asked !== undefined)
      this.#env.set('SSH_ORIGINAL_COMMAND', asked)
    const argv = command === undefined ? undefined : [identity.user.shell, '-c', command]
    await this.#logSession('opened')
    let status = 255
    try {
      status = this.#pty
        ? await this.#onTerminal(channel, pipe, this.#pty, argv)
        : await this.#withPipes(pipe, argv ?? [identity.user.shell])
    } catch {
      // A session that cannot even fork ends as one whose shell failed.
    }
    await this.#logSession('closed')
    await pipe.drained()
    machine.flush()
    if (this.#gone) return
    const reason: unknown = this.#process?.signal.aborted ? this.#process.signal.reason : undefined
    const name = reason instanceof Killed ? signalName(reason.signal) : undefined
    if (name !== undefined) channel.exit(name, false, '')
    else channel.exit(status)
    channel.end()
  }

  async #onTerminal(
    channel: ServerChannel,
    pipe: ChannelPipe,
    pty: Pick<PseudoTtyInfo, 'term' | 'cols' | 'rows'>,
    argv: readonly string[] | undefined,
  ): Promise<number> {
    const { machine, identity, peer, parent } = this.#parts
    const tty = new Tty(machine.takeTerminalName(), pty.cols, pty.rows, {
      send: (bytes) => machine.detach(taking(pipe, tty, bytes)),
      signal: (number) => machine.processes.signalTerminal(tty, number),
    })
    machine.echoes.set(tty, (on) => {
      tty.echo = on
    })
    this.#tty = tty
    channel.on('data', (bytes: Buffer) => tty.input(bytes))
    const process = machine.processes.start(
      [argv === undefined ? '-bash' : argv.join(' ')],
      machine.users.credentials(identity.user),
      tty,
    )
    process.ppid = parent.pid
    parent.argv = [`sshd: ${identity.user.name}@${tty.name}`]
    this.#process = process
    if (this.#gone) this.#tty.hangUp()
    const login: Login = {
      user: identity.user.name,
      uid: identity.user.uid,
      line: tty.name,
      host: peer.address,
      pid: process.pid,
      sinceMs: machine.outside.now(),
    }
    if (argv === undefined) await greet(machine, identity, (text) => tty.show(text))
    machine.logins.begin(login)
    try {
      return await runOnTerminal(machine, {
        user: identity.user,
        process,
        tty,
        env: this.#environment(tty, pty.term),
        ...(argv ? { argv } : {}),
        afterEach: () => machine.flush(),
      })
    } finally {
      machine.logins.end(login)
    }
  }

  async #withPipes(pipe: ChannelPipe, argv: readonly string[]): Promise<number> {
    const { machine, identity, parent } = this.#parts
    const { user } = identity
    const process = machine.processes.start(argv, machine.users.credentials(user))
    process.ppid = parent.pid
    parent.argv = [`sshd: ${user.name}@notty`]
    this.#process = process
    const stdout = new ChannelFile(pipe, 'stdout')
    return runCommandAs(machine, argv, {
      user,
      process,
      env: this.#environment(undefined, undefined),
      files: new Map([
        [0, stdout],
        [1, stdout.share()],
        [2, new ChannelFile(pipe, 'stderr')],
      ]),
    })
  }

  /** The program of `Subsystem sftp`, if its file is there. */
  #sftpProgram(): string | undefined {
    const { machine, identity } = this.#parts
    const named = identity.settings.sftp
    const path = named === 'internal-sftp' ? sftpServerPath(machine.facts) : named
    if (path === undefined || !machine.vfs.peek(path, rootCredentials)) return undefined
    return path
  }

  #environment(tty: Tty | undefined, term: string | undefined): Map<string, string> {
    const { identity, peer } = this.#parts
    return new Map([
      ...this.#env,
      ...(identity.key?.environment ?? []),
      ['MAIL', `/var/spool/mail/${identity.user.name}`],
      ['SSH_CLIENT', `${peer.address} ${peer.port} ${peer.local.port}`],
      ['SSH_CONNECTION', `${peer.address} ${peer.port} ${peer.local.address} ${peer.local.port}`],
      ...(tty ? ([['SSH_TTY', `/dev/${tty.name}`]] as const) : []),
      ...(term === undefined ? [] : ([['TERM', term]] as const)),
    ])
  }

  async #logSession(what: 'opened' | 'closed'): Promise<void> {
    const { machine, identity, logPid } = this.#parts
    const { name, uid } = identity.user
    await authLog(
      machine,
      'sshd',
      logPid,
      what === 'opened'
        ? `pam_unix(sshd:session): session opened for user ${name}(uid=${uid}) by (uid=0)`
        : `pam_unix(sshd:session): session closed for user ${name}`,
    )
  }
}

/** Output on its way: what the peer has taken makes room for more. */
async function taking(pipe: ChannelPipe, tty: Tty, bytes: Uint8Array): Promise<void> {
  await pipe.write(bytes, 'stdout').catch(() => {})
  tty.taken(bytes.length)
}

/** Requests that want no reply come without the functions to give one. */
function answer(reply: (() => void) | undefined): void {
  reply?.()
}

function size(asked: number, fallback: number): number {
  return asked > 0 ? Math.min(1000, Math.floor(asked)) : fallback
}
