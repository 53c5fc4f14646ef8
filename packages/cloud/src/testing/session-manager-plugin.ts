/**
 * Stands in for AWS's `session-manager-plugin`: notes how the AWS CLI called it, then holds the session as the plugin would,
 * typing one line and ending the shell, or sending one line through the port that it forwards. Run by node, from a
 * `session-manager-plugin` on PATH.
 */
import { appendFileSync } from 'node:fs'
import { ClientSession, socketTransport, systemClock } from '@brume/session-channel'
import { WebSocket } from 'ws'

const args = process.argv.slice(2)
appendFileSync(process.env['STAND_IN_LOG'] ?? '', `${JSON.stringify(args)}\n`)
if (args[0] === '--version') process.stdout.write(`${process.env['STAND_IN_VERSION']}\n`)
else await hold(process.env[args[0] ?? ''] ?? args[0] ?? '', isForwarding(args[4] ?? '{}'))

function isForwarding(request: string): boolean {
  const { DocumentName = '' }: { DocumentName?: string } = JSON.parse(request)
  return DocumentName.startsWith('AWS-StartPort')
}

function hold(response: string, forPorts: boolean): Promise<void> {
  const {
    SessionId: sessionId,
    TokenValue: tokenValue,
    StreamUrl: streamUrl,
  } = JSON.parse(response)
  return new Promise((resolve) => {
    const session = new ClientSession({
      clock: systemClock,
      target: sessionId,
      size: { cols: 90, rows: 25 },
      forPorts,
      start: async () => ({ sessionId, tokenValue, streamUrl }),
      resume: async () => undefined,
      terminate: async () => undefined,
      connect: (url) =>
        new Promise((connected, failed) => {
          const socket = new WebSocket(url)
          socket.once('error', failed)
          socket.once('open', () =>
            connected(socketTransport(socket, { clock: systemClock, expectsPongs: true })),
          )
        }),
      events: {
        output: (bytes) => process.stdout.write(bytes),
        state: (state) => {
          if (state === 'connected' && forPorts) void forward(session)
          else if (state === 'connected') session.write(Buffer.from('typed into the CLI\r\x04'))
          if (state === 'closed') resolve()
        },
      },
    })
    void session.open()
  })
}

async function forward(session: ClientSession): Promise<void> {
  const connection = session.openConnection()
  connection.end('sent through the port')
  for await (const bytes of connection) process.stdout.write(bytes)
  await session.terminate()
}
