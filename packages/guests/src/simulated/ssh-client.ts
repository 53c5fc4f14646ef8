import ssh2, { type Client, type ConnectConfig, type SFTPWrapper } from 'ssh2'
import type { Guest } from '../driver.ts'
import { makeEd25519Pair } from '../ed25519-pair.ts'

/** A key of a person, for this package's tests. */
export const personKey = makeEd25519Pair(ssh2.utils, { comment: 'student' })

export interface Outcome {
  readonly code: number | undefined
  readonly signal: string | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Somebody on the internet, with an SSH client, at a guest's port. */
export async function sshTo(
  guest: Guest,
  config: Partial<ConnectConfig> = {},
  port = 22,
): Promise<Client> {
  const socket = await guest.connect({
    port,
    localAddress: '172.31.5.6',
    remoteAddress: '203.0.113.10',
    remotePort: 50_123,
  })
  if ('unreachable' in socket) throw new Error(socket.unreachable)
  const client = new ssh2.Client()
  return new Promise((resolve, reject) => {
    client.on('ready', () => resolve(client))
    client.on('error', reject)
    client.on('close', () => reject(new Error('closed')))
    client.connect({
      username: 'ec2-user',
      ...(config.password === undefined ? { privateKey: personKey.private } : {}),
      sock: socket,
      ...config,
    })
  })
}

/** Runs a command and waits for its end. */
export function run(client: Client, command: string, stdin = ''): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error)
      let [stdout, stderr] = ['', '']
      let [code, signal]: [number | undefined, string | undefined] = [undefined, undefined]
      channel.on('data', (bytes: Buffer) => (stdout += bytes.toString()))
      channel.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()))
      channel.on('exit', (status: number | null, name?: string) => {
        code = status ?? undefined
        signal = name
      })
      channel.on('close', () => resolve({ code, signal, stdout, stderr }))
      channel.end(stdin)
    })
  })
}

/** A shell on a terminal of so many columns. */
export function shell(
  client: Client,
  cols = 80,
): Promise<{
  type(text: string): void
  sees(pattern: RegExp): Promise<string>
  resize(rows: number, cols: number): void
  readonly closed: Promise<void>
}> {
  return new Promise((resolve, reject) => {
    client.shell({ term: 'vt100', cols, rows: 24 }, (error, channel) => {
      if (error) return reject(error)
      let text = ''
      const looking = new Set<() => void>()
      channel.on('data', (bytes: Buffer) => {
        text += bytes.toString()
        for (const look of looking) look()
      })
      const closed = new Promise<void>((done) => channel.on('close', () => done()))
      resolve({
        type: (typed) => channel.write(typed),
        resize: (rows, columns) => channel.setWindow(rows, columns, 0, 0),
        closed,
        sees: (pattern) =>
          new Promise((found) => {
            const look = (): void => {
              const match = pattern.exec(text)
              if (!match) return
              looking.delete(look)
              const seen = text.slice(0, match.index + match[0].length)
              text = text.slice(seen.length)
              found(seen)
            }
            looking.add(look)
            look()
          }),
      })
    })
  })
}

export function sftp(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) =>
    client.sftp((error, wrapper) => (error ? reject(error) : resolve(wrapper))),
  )
}
