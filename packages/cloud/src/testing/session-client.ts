import {
  ResumeSessionCommand,
  StartSessionCommand,
  TerminateSessionCommand,
  type SSMClient,
  type StartSessionCommandInput,
} from '@aws-sdk/client-ssm'
import { ClientSession, socketTransport, systemClock } from '@brume/session-channel'
import { WebSocket } from 'ws'

/** A client of Session Manager as the console has one, and what it has seen. */
export interface SessionClient {
  readonly session: ClientSession
  readonly seen: {
    output: string
    errors: string
    failures: number
    readonly states: string[]
    readonly reasons: string[]
  }
  /** The sockets so far, the newest last. */
  readonly sockets: WebSocket[]
}

/** `forPorts`: for documents that forward a port. */
export function makeSessionClient(
  ssm: SSMClient,
  input: StartSessionCommandInput,
  { forPorts = false }: { forPorts?: boolean } = {},
): SessionClient {
  const sockets: WebSocket[] = []
  const seen: SessionClient['seen'] = {
    output: '',
    errors: '',
    failures: 0,
    states: [],
    reasons: [],
  }
  const read = (answer: { SessionId?: string; TokenValue?: string; StreamUrl?: string }) => ({
    sessionId: answer.SessionId ?? '',
    tokenValue: answer.TokenValue ?? '',
    streamUrl: answer.StreamUrl ?? '',
  })
  const session = new ClientSession({
    clock: systemClock,
    target: input.Target ?? '',
    size: { cols: 101, rows: 31 },
    forPorts,
    start: async () => read(await ssm.send(new StartSessionCommand(input))),
    resume: async (SessionId) => read(await ssm.send(new ResumeSessionCommand({ SessionId }))),
    terminate: async (SessionId) => {
      await ssm.send(new TerminateSessionCommand({ SessionId }))
    },
    connect: (streamUrl) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(streamUrl, { perMessageDeflate: false })
        sockets.push(socket)
        socket.once('error', reject)
        socket.once('open', () =>
          resolve(socketTransport(socket, { clock: systemClock, expectsPongs: true })),
        )
      }),
    events: {
      output: (bytes) => (seen.output += Buffer.from(bytes).toString()),
      errorOutput: (bytes) => (seen.errors += Buffer.from(bytes).toString()),
      connectFailed: () => (seen.failures += 1),
      state: (state, reason) => {
        seen.states.push(state)
        seen.reasons.push(reason)
      },
    },
  })
  return { session, seen, sockets }
}
