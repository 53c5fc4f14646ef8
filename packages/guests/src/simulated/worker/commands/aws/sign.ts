import { createHash, createHmac } from 'node:crypto'
import type { Credentials } from './session.ts'

interface Unsigned {
  readonly url: URL
  readonly body: Uint8Array
  /** `20260101T000000Z` */
  readonly time: string
  readonly region: string
  readonly signingName: string
}

type Header = readonly [name: string, value: string]

/** The headers that say who sends a POST: Signature Version 4 over host, date, token and body. */
export function signedHeaders(
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  { url, body, time, region, signingName }: Unsigned,
): readonly Header[] {
  const scope = [time.slice(0, 8), region, signingName, 'aws4_request']
  const signed: readonly Header[] = [
    ['host', url.host],
    ['x-amz-date', time],
    ...(sessionToken ? [['x-amz-security-token', sessionToken] as const] : []),
  ]
  const names = signed.map(([name]) => name).join(';')
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('')
  const request = ['POST', url.pathname, '', lines, names, sha256(body)].join('\n')
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(request)].join('\n')
  const key = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`))
  const signature = hmac(key, text).toString('hex')
  return [
    ['X-Amz-Date', time],
    ...(sessionToken ? [['X-Amz-Security-Token', sessionToken] as const] : []),
    [
      'Authorization',
      `AWS4-HMAC-SHA256 Credential=${[accessKeyId, ...scope].join('/')}, SignedHeaders=${names}, Signature=${signature}`,
    ],
  ]
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
