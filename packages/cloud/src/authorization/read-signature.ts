import type { WireRequest } from '@brume/aws-wire'

export interface ReadSignature {
  readonly accessKeyId: string
  /** Day, Region, service, `aws4_request`. */
  readonly scope: readonly string[]
  /** `20260101T000000Z` */
  readonly date: string
  readonly signedHeaders: readonly string[]
  /** Hexadecimal. */
  readonly signature: string
  /** The signature stands in the URL. */
  readonly presigned: boolean
  readonly expiresSeconds?: number
}

/** What a request says of its signature, or what is wrong with that. */
export function readSignature({ url, headers }: WireRequest): ReadSignature | string {
  const header = headers['authorization']
  return header === undefined ? fromUrl(url) : fromHeader(header, headers['x-amz-date'])
}

function fromHeader(header: string, date: string | undefined): ReadSignature | string {
  const [, algorithm = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(header) ?? []
  if (algorithm !== 'AWS4-HMAC-SHA256') {
    return `Unsupported AWS 'algorithm': '${algorithm.slice(0, 40)}'.`
  }
  const parts = new Map<string, string>()
  for (const part of rest.split(',')) {
    const equals = part.indexOf('=')
    const name = part.slice(0, equals).trim()
    if (equals === -1 || parts.has(name))
      return `'${part.trim().slice(0, 80)}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header.slice(0, 200)}'.`
    parts.set(name, part.slice(equals + 1).trim())
  }
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parts.get(name))
  if (missing.length > 0 || date === undefined) {
    const told = missing.map((name) => `Authorization header requires '${name}' parameter.`)
    if (date === undefined) {
      told.push(
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
      )
    }
    return `${told.join(' ')} Authorization=${header.slice(0, 200)}`
  }
  return read({
    credential: parts.get('Credential') ?? '',
    date,
    signedHeaders: parts.get('SignedHeaders') ?? '',
    signature: parts.get('Signature') ?? '',
    presigned: false,
  })
}

function fromUrl(url: string): ReadSignature | string {
  const query = new URLSearchParams(url.split('?')[1])
  const one = (name: string): string | undefined => {
    const all = query.getAll(name)
    return all.length === 1 ? all[0] : undefined
  }
  if (one('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return "Unsupported AWS 'algorithm'."
  const names = ['X-Amz-Credential', 'X-Amz-Date', 'X-Amz-SignedHeaders', 'X-Amz-Signature']
  const missing = names.filter((name) => !one(name))
  const expires = Number(one('X-Amz-Expires') ?? 900)
  if (missing.length > 0) return `AWS query-string parameters must include ${missing.join(', ')}.`
  if (!(expires >= 0 && expires <= 604_800)) return 'X-Amz-Expires must be from 0 to 604800.'
  return read({
    credential: one('X-Amz-Credential') ?? '',
    date: one('X-Amz-Date') ?? '',
    signedHeaders: one('X-Amz-SignedHeaders') ?? '',
    signature: one('X-Amz-Signature') ?? '',
    presigned: true,
    expiresSeconds: expires,
  })
}

function read({
  credential,
  date,
  signedHeaders,
  ...rest
}: Pick<ReadSignature, 'date' | 'signature' | 'presigned' | 'expiresSeconds'> & {
  readonly credential: string
  readonly signedHeaders: string
}): ReadSignature | string {
  const [accessKeyId = '', ...scope] = credential.split('/')
  if (scope.length !== 4) {
    return `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, 120)}'.`
  }
  if (!/^\d{8}T\d{6}Z$/.test(date)) {
    return `Date must be in ISO-8601 'basic format'. Got '${date.slice(0, 40)}'. See http://en.wikipedia.org/wiki/ISO_8601`
  }
  const names = signedHeaders.split(';')
  return { accessKeyId, scope, date, signedHeaders: names, ...rest }
}
