import { createHmac, createSecretKey, hash, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { WireCall, WireRequest } from '@brume/aws-wire'
import { AwsError } from '../errors.ts'
import { canonicalRequest } from './canonical-request.ts'
import { authError } from './families.ts'
import { readSignature, type ReadSignature } from './read-signature.ts'

/**
 * Verifies Signature Version 4 of a request, in its header or its URL; throws AWS's error of the request's service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * A request may be sent again while its date is good: AWS remembers none.
 */
export function verifySignature(
  call: WireCall,
  request: WireRequest,
  secret: string,
  /** Any of these clocks may be the signer's, ms. */
  clocks: readonly number[],
): void {
  const read = readSignature(request)
  if (typeof read === 'string') {
    throw authError(call, read, {
      ec2Query: ['AuthFailure', 401],
      json: ['IncompleteSignatureException', 400],
      query: ['IncompleteSignature', 400],
    })
  }
  checkScope(call, read)
  checkSignedHeaders(call, request, read)
  checkDate(call, read, clocks)
  const hashed = sha256(canonicalRequest(request, read, payloadHash(call, request, read)))
  const text = ['AWS4-HMAC-SHA256', read.date, read.scope.join('/'), hashed].join('\n')
  const expected = hmac(signingKey(secret, read.scope), text)
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(read.signature) ? read.signature : '', 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw mismatch(call)
}

function mismatch(call: WireCall, why?: string): AwsError {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
  return authError(
    call,
    call.service === 'ec2'
      ? 'AWS was not able to validate the provided access credentials'
      : (why ?? message),
    {
      ec2Query: ['AuthFailure', 401],
      json: ['InvalidSignatureException', 400],
      query: ['SignatureDoesNotMatch', 403],
    },
  )
}

/** By what each service is named in the scope of credentials. */
const signingNames: Readonly<Partial<Record<string, string>>> = {
  'auto-scaling': 'autoscaling',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  cloudwatch: 'monitoring',
  'service-quotas': 'servicequotas',
  'cost-explorer': 'ce',
}

function checkScope(call: WireCall, { scope, date }: ReadSignature): void {
  const [day, , service, end] = scope
  const expected = signingNames[call.service] ?? call.service
  if (service !== expected) {
    throw mismatch(call, `Credential should be scoped to correct service: '${expected}'. `)
  }
  if (end !== 'aws4_request') {
    throw mismatch(call, "Credential should be scoped with a valid terminator: 'aws4_request'.")
  }
  if (!date.startsWith(`${day}T`)) {
    throw mismatch(
      call,
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
    )
  }
}

/** What decides the request must be signed: its host, and AWS's own headers, which may name the operation. */
function checkSignedHeaders(
  call: WireCall,
  { headers }: WireRequest,
  { signedHeaders, presigned }: ReadSignature,
): void {
  if (!signedHeaders.includes('host')) {
    throw mismatch(
      call,
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    )
  }
  const unsigned = Object.keys(headers).find(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  )
  if (unsigned !== undefined && !(presigned && unsigned === 'x-amz-content-sha256')) {
    throw mismatch(call, `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`)
  }
}

const minute = 60_000

/** 5 minutes either way, of EC2 15; of a URL its own time. */
function checkDate(call: WireCall, read: ReadSignature, clocks: readonly number[]): void {
  const { date, expiresSeconds } = read
  const at = parseDate(date)
  const skew = (call.service === 'ec2' ? 15 : 5) * minute
  const life = expiresSeconds === undefined ? skew : expiresSeconds * 1000
  if (clocks.some((now) => at <= now + skew && now <= at + life)) return
  const [now = 0] = clocks
  const isEarly = at > now
  if (call.service === 'ec2') throw new AwsError('RequestExpired', 'Request has expired.', 400)
  const limit = basic(isEarly ? now + skew : now - life)
  throw mismatch(
    call,
    isEarly
      ? `Signature not yet current: ${date} is still later than ${limit} (${basic(now)} + ${skew / minute} min.)`
      : `Signature expired: ${date} is now earlier than ${limit} (${basic(now)} - ${life / minute} min.)`,
  )
}

/** `20260101T000000Z` */
function parseDate(text: string): number {
  const part = (from: number, to: number): number => Number(text.slice(from, to))
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15))
}

function basic(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** The body's hash, which a header may repeat but not contradict, or what stands for a body that is not signed. */
function payloadHash(
  call: WireCall,
  request: WireRequest,
  { signedHeaders }: ReadSignature,
): string {
  const told = request.headers['x-amz-content-sha256']
  if (told === 'UNSIGNED-PAYLOAD' && signedHeaders.includes('x-amz-content-sha256')) return told
  const hash = sha256(request.sentBody ?? request.body)
  if (told !== undefined && told !== hash) throw mismatch(call)
  return hash
}

const keys = new Map<string, KeyObject>()

/** Good for a day: the four steps are taken once. */
function signingKey(secret: string, scope: ReadSignature['scope']): KeyObject {
  const name = `${secret} ${scope.join('/')}`
  let key = keys.get(name)
  if (!key) {
    const first = createSecretKey(Buffer.from(`AWS4${secret}`))
    key = scope.reduce((inner, part) => createSecretKey(hmac(inner, part)), first)
    if (keys.size >= 1000) keys.clear()
    keys.set(name, key)
  }
  return key
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Uint8Array): string {
  return hash('sha256', data)
}
