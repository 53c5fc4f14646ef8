import type { IncomingMessage } from 'node:http'

/** Why a request is not served, as the access log says it. */
export interface HeadRefusal {
  readonly status: number
  readonly classification?: 'Acceptable' | 'Ambiguous' | 'Severe'
  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#classification-reasons */
  readonly classificationReason?: string
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html: no adjusting them. */
const requestLineBytes = 16 * 1024
const headerBytes = 16 * 1024
export const allHeadersBytes = 64 * 1024
const mostForwarded = 30

export type DesyncMode = 'monitor' | 'defensive' | 'strictest'

/**
 * Looks at a request that could be parsed. What could be read in two ways (two lengths, a length and chunks, folded or bare lines)
 * never gets here: the parser refuses it, and so does the balancer, whatever the mode.
 */
export function checkHead(request: IncomingMessage, mode: DesyncMode): HeadRefusal | undefined {
  const { method = '', url = '', rawHeaders, headers } = request
  if (request.httpVersionMajor !== 1) return { status: 505 }
  if (method === 'TRACE') return { status: 405 }
  if (method === 'CONNECT') return { status: 400 }
  if (url.length > requestLineBytes - method.length - 11) return { status: 414 }
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const length = (rawHeaders[at]?.length ?? 0) + (rawHeaders[at + 1]?.length ?? 0) + 4
    if (length > headerBytes) return { status: 400 }
  }
  if (countOf(rawHeaders, 'host') > 1) return { status: 400 }
  const coding = headers['transfer-encoding']
  if (coding !== undefined && !/^\s*(chunked|identity)\s*$/i.test(coding)) return { status: 501 }
  if (headers.host === undefined && request.httpVersionMinor === 1) return { status: 400 }
  const forwarded = headers['x-forwarded-for']
  if (forwarded !== undefined && [forwarded].flat().join(',').split(',').length > mostForwarded) {
    return { status: 463 }
  }
  return mode === 'strictest' ? strictRefusal(request) : undefined
}

function countOf(raw: readonly string[], name: string): number {
  let count = 0
  for (let at = 0; at < raw.length; at += 2) {
    if (raw[at]?.length === name.length && raw[at]?.toLowerCase() === name) count += 1
  }
  return count
}

/** Of what the other modes let pass: harmless, and still not as the standard has it. */
function strictRefusal({ method = '', url = '', headers, rawHeaders }: IncomingMessage) {
  const acceptable = (classificationReason: string): HeadRefusal => ({
    status: 400,
    classification: 'Acceptable',
    classificationReason,
  })
  if (/[^\x21-\x7e]/.test(url)) return acceptable('SpaceInUri')
  if (/^(GET|HEAD)$/.test(method) && headers['content-length'] !== undefined) {
    return headers['content-length'] === '0'
      ? acceptable('GetHeadZeroContentLength')
      : ({
          status: 400,
          classification: 'Ambiguous',
          classificationReason: 'UndefinedContentLengthSemantics',
        } satisfies HeadRefusal)
  }
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(rawHeaders[at + 1] ?? '')) {
      return acceptable('NonCompliantHeader')
    }
  }
  return undefined
}
