/** For tests: the whole console over an embedded cloud in this process, and the requests that a browser would make. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { WebSocket } from 'ws'
import type { LiveCommand, LiveNotice } from '@brume/console-api'
import { startTestCloud, type TestCloud, type TestCloudOptions } from '@brume/test-kit'
import { createApp, type App, type AppDeps } from '../app.ts'
import { ofCloud } from '../connections/cloud.ts'
import { embeddedConnection } from '../connections/embedded.ts'
import { OneTimeCode } from '../security/codes.ts'
import { createLog } from '../start/log.ts'

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The body as JSON. */
  readonly body: unknown
}

export interface TestConsole {
  readonly app: App
  readonly cloud: TestCloud
  readonly port: number
  readonly origin: string
  readonly code: OneTimeCode
  /** Lines of the log. */
  readonly logged: string[]
  /** A request as it is; nothing is added. */
  send(method: string, path: string, headers?: Headers, body?: string): Promise<Reply>
  /** A tab with a session of its own, or with the one that has the cookie, which the code lifts. */
  tab(options?: { code?: string; cookie?: string }): Promise<Tab>
  close(): Promise<void>
}

type Headers = Readonly<Record<string, string>>

export interface Tab {
  readonly cookie: string
  get(path: string): Promise<Reply>
  post(path: string, body?: unknown): Promise<Reply>
  remove(path: string): Promise<Reply>
  /** A WebSocket of the page. */
  open(path: string, headers?: Headers): WebSocket
  live(): Promise<LiveTab>
}

export interface LiveTab {
  /** Everything heard so far, in order. */
  readonly heard: LiveNotice[]
  tell(command: LiveCommand): void
  /** Resolves once what was heard satisfies it. */
  until(satisfied: (heard: readonly LiveNotice[]) => boolean): Promise<void>
  close(): void
}

export async function startTestConsole(
  options: Partial<AppDeps> & { cloudOptions?: TestCloudOptions; readOnly?: boolean } = {},
): Promise<TestConsole> {
  const { cloudOptions, readOnly = false, ...deps } = options
  const cloud = await startTestCloud(cloudOptions)
  const logged: string[] = []
  const code = deps.code ?? new OneTimeCode()
  const embedded = ofCloud(cloud)
  const settings = { readOnly, defaultRegion: 'ap-northeast-2' }
  const app = createApp({
    version: 'test',
    cloud: embedded,
    accountConnection: (account) => embeddedConnection(embedded, settings, account),
    reach: { loopback: true, names: new Set() },
    log: createLog('info', { write: (line) => logged.push(line) }),
    ...deps,
    connections: [embeddedConnection(embedded, settings), ...(deps.connections ?? [])],
    code,
  })
  const port = await app.listen(0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  const send = (method: string, path: string, headers?: Headers, body?: string) =>
    exchange(port, method, path, headers ?? {}, body)

  return {
    app,
    cloud,
    port,
    origin,
    code,
    logged,
    send,
    tab: async ({ code: given, cookie: earlier } = {}) => {
      const json = {
        origin,
        'content-type': 'application/json',
        ...(earlier && { cookie: earlier }),
      }
      const opened = await send('POST', '/api/session', json, JSON.stringify({ code: given }))
      const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0]
      if (cookie === undefined) throw new Error(`no session: ${opened.status} ${opened.text}`)
      return createTab(origin, cookie, send)
    },
    close: async () => {
      await app.close()
      await cloud.close()
    },
  }
}

function createTab(origin: string, cookie: string, send: TestConsole['send']): Tab {
  const open = (path: string, headers: Headers = {}) =>
    new WebSocket(`${origin.replace('http', 'ws')}${path}`, {
      headers: { cookie, origin, ...headers },
    })
  return {
    cookie,
    get: (path) => send('GET', path, { cookie, 'sec-fetch-site': 'same-origin' }),
    post: (path, body = {}) =>
      send(
        'POST',
        path,
        { cookie, origin, 'content-type': 'application/json' },
        JSON.stringify(body),
      ),
    remove: (path) => send('DELETE', path, { cookie, origin }),
    open,
    live: () => createLiveTab(open('/live')),
  }
}

async function createLiveTab(socket: WebSocket): Promise<LiveTab> {
  const heard: LiveNotice[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    for (const check of waiting) check()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    heard,
    tell: (command) => socket.send(JSON.stringify(command)),
    until: (satisfied) =>
      new Promise((resolve) => {
        const check = () => {
          if (!satisfied(heard)) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    close: () => socket.close(),
  }
}

function exchange(
  port: number,
  method: string,
  path: string,
  headers: Headers,
  body: string | undefined,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const isJson = response.headers['content-type']?.startsWith('application/json') === true
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson ? JSON.parse(text) : undefined,
        })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
