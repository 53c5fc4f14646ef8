import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Call } from '../call.ts'
import { httpRequest, type HttpFailure } from './http-client.ts'

/** Hands a request on to another server; undefined when its answer was handed back. */
export async function proxyTo(
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
  to: string,
  headers: Readonly<Record<string, string>>,
): Promise<HttpFailure | undefined> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const url = new URL(to)
  const passed = Object.entries(request.headers)
    .filter(
      ([name]) =>
        ![
          'host',
          'connection',
          'keep-alive',
          'content-length',
          ...Object.keys(headers).map((one) => one.toLowerCase()),
        ].includes(name),
    )
    .map(([name, value]): [string, string] => [name, String(value)])
  const body = Buffer.concat(parts)
  const reply = await httpRequest(call, {
    method: request.method ?? 'GET',
    url,
    headers: [
      ...(Object.keys(headers).some((name) => name.toLowerCase() === 'host')
        ? []
        : ([['Host', url.host]] satisfies [string, string][])),
      ...Object.entries(headers),
      ...passed,
      ...(body.length > 0
        ? ([['Content-Length', String(body.length)]] satisfies [string, string][])
        : []),
      ['Connection', 'close'],
    ],
    ...(body.length > 0 ? { body } : {}),
    connectSeconds: 60,
  })
  if ('failure' in reply) return reply
  const { message } = reply
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    const name = message.rawHeaders[at] ?? ''
    if (/^(?:connection|keep-alive|transfer-encoding|content-length|server|date)$/i.test(name))
      continue
    response.appendHeader(name, message.rawHeaders[at + 1] ?? '')
  }
  // Servers buffer an answer before they hand it on.
  const answer: Buffer[] = []
  for await (const part of message) answer.push(Buffer.from(part))
  const bytes = Buffer.concat(answer)
  response.setHeader(
    'Content-Length',
    request.method === 'HEAD' ? (message.headers['content-length'] ?? 0) : bytes.length,
  )
  response.writeHead(reply.status, message.statusMessage)
  response.end(bytes)
  return undefined
}
