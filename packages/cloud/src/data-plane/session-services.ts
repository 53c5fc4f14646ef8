import type { Duplex } from 'node:stream'
import type { Guest, GuestProcess } from '@brume/guests'
import type { OpenProgram, ProgramHost, SessionService } from '@brume/session-channel'
import type {
  CommandTask,
  PortTask,
  SessionPlan,
  ShellTask,
} from '../services/ssm/sessions/session-plan.ts'
import { agentUser, sessionUser } from './agent-users.ts'
import { dialError } from './connect-out.ts'
import { splitWords } from './split-words.ts'

export interface SessionReach {
  /** The guest of the session's instance, while it runs. */
  readonly guest: () => Guest | undefined
  /** Connects from the instance to an address or name. */
  readonly connectOut: (host: string, port: number) => Promise<Duplex>
}

/** What the channel is to do for a session. */
export function sessionService({ task }: SessionPlan, reach: SessionReach): SessionService {
  switch (task.kind) {
    case 'shell':
      return { sessionType: 'Standard_Stream', open: openShell(task, reach) }
    case 'interactive':
      return {
        sessionType: 'InteractiveCommands',
        properties: task.properties,
        open: openInteractive(task, reach),
      }
    case 'non-interactive':
      return {
        sessionType: 'NonInteractiveCommands',
        properties: task.properties,
        separatesOutput: task.separatesOutput,
        open: openCommand(task, reach),
      }
    case 'port':
      return {
        sessionType: 'Port',
        properties: task.properties,
        connect: () => connectPort(task, reach),
      }
  }
}

function demandGuest({ guest }: SessionReach): Guest {
  const found = guest()
  if (found === undefined) throw new Error('The instance is no longer running.')
  return found
}

function openShell(task: ShellTask, reach: SessionReach): OpenProgram {
  return async (host) => {
    const guest = demandGuest(reach)
    const isAgent = 'user' in task.runAs && task.runAs.user === agentUser
    // The agent's own user is made by its first terminal; whoever else it runs as has the same plain shell.
    const program = isAgent
      ? await openTerminal(guest, host, agentUser)
      : await openTerminal(guest, host, await sessionUser(guest, task.runAs), ['sh'])
    if (task.profile !== '') program.write(Buffer.from(`${task.profile}\n`))
    return program
  }
}

function openInteractive(task: CommandTask, reach: SessionReach): OpenProgram {
  return async (host) => {
    const guest = demandGuest(reach)
    const user = await sessionUser(guest, task.runAs)
    return openTerminal(guest, host, user, commandLine(task))
  }
}

/** An empty command is the shell itself. */
function commandLine({ commands }: CommandTask): readonly string[] {
  return commands.trim() === '' ? ['sh'] : ['sh', '-c', commands]
}

async function openTerminal(
  guest: Guest,
  host: ProgramHost,
  user: string,
  argv?: readonly string[],
): ReturnType<OpenProgram> {
  const terminal = await guest.openTerminal({
    user,
    argv,
    cols: host.size.cols,
    rows: host.size.rows,
    onData: (bytes) => host.output(bytes),
    onExit: (code) => host.exited(code),
  })
  return {
    write: (bytes) => terminal.write(bytes),
    resize: ({ cols, rows }) => terminal.resize(cols, rows),
    pause: () => terminal.pause(),
    resume: () => terminal.resume(),
    close: () => terminal.close(),
  }
}

const signals: Readonly<Record<number, 'INT' | 'QUIT'>> = { 0x03: 'INT', 0x1c: 'QUIT' }

function openCommand(task: CommandTask, reach: SessionReach): OpenProgram {
  return async (host) => {
    const guest = demandGuest(reach)
    const user = await sessionUser(guest, task.runAs)
    const argv = task.commands.trim() === '' ? ['sh'] : splitWords(task.commands)
    const env = {
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      HOME: user === 'root' ? '/root' : `/home/${user}`,
    }
    const process = await guest.execute({ user, argv, env })
    process.stdin.end()
    const { separatesOutput, outputPrefix, errorPrefix } = task
    process.stdout.on(
      'data',
      prefixed(separatesOutput ? outputPrefix : '', (bytes) => host.output(bytes)),
    )
    process.stderr.on(
      'data',
      prefixed(separatesOutput ? errorPrefix : '', (bytes) => host.errorOutput(bytes)),
    )
    void process.exit.then(({ code }) => host.exited(code))
    return toProgram(process)
  }
}

function toProgram(process: GuestProcess): Awaited<ReturnType<OpenProgram>> {
  return {
    write: (bytes) => {
      for (const byte of bytes) {
        const signal = signals[byte]
        if (signal !== undefined) process.kill(signal)
      }
    },
    resize: () => undefined,
    pause: () => {
      process.stdout.pause()
      process.stderr.pause()
    },
    resume: () => {
      process.stdout.resume()
      process.stderr.resume()
    },
    close: () => process.kill('KILL'),
  }
}

/** Every piece of output that begins a line begins with the prefix. */
function prefixed(prefix: string, print: (bytes: Uint8Array) => void): (bytes: Uint8Array) => void {
  if (prefix === '') return print
  const lead = Buffer.from(prefix)
  let atLineStart = true
  return (bytes) => {
    print(atLineStart ? Buffer.concat([lead, bytes]) : bytes)
    atLineStart = bytes.at(-1) === 0x0a
  }
}

const agentAddress = '127.0.0.1'
const firstAgentPort = 32_768
const agentPorts = 28_232
let agentPort = 0

async function connectPort({ host, port }: PortTask, reach: SessionReach): Promise<Duplex> {
  const guest = demandGuest(reach)
  if (host !== undefined) return reach.connectOut(host, port)
  agentPort = (agentPort + 1) % agentPorts
  const connection = await guest.connect({
    port,
    localAddress: agentAddress,
    remoteAddress: agentAddress,
    remotePort: firstAgentPort + agentPort,
  })
  if (!('unreachable' in connection)) return connection
  throw dialError(connection.unreachable, `${agentAddress}:${port}`)
}
