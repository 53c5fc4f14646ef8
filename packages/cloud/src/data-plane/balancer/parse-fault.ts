/** What Node's parser says of bytes that are no request. */
export interface ParseFault extends Error {
  readonly code?: string
  /** In words. */
  readonly reason?: string
  readonly rawPacket?: Buffer
}

/** A whole first line that names a version, if not one of ours. */
const isVersion = /^[^\r\n]* HTTP\/\d+\.\d+\r\n/
const longestLine = 16 * 1024

/** What a balancer answers to it; undefined where nobody is there to be answered. */
export function statusOfFault({ code, reason = '', rawPacket }: ParseFault): number | undefined {
  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
      return undefined
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    case 'HPE_INVALID_VERSION':
      return isVersion.test(rawPacket?.toString('latin1') ?? '') ? 505 : 400
    case 'HPE_INVALID_TRANSFER_ENCODING':
      // Beside a length it could be meant to hide another request.
      return /content-length/i.test(reason) ? 400 : 501
    case 'HPE_HEADER_OVERFLOW': {
      const lineEnd = rawPacket?.indexOf('\n') ?? 0
      return lineEnd > longestLine || lineEnd < 0 ? 414 : 400
    }
    default:
      return 400
  }
}
