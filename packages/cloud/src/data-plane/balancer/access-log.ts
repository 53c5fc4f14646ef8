/** What a line of the access log says; what is not known stands as `-`. */
export interface AccessLogEntry {
  readonly type: 'http' | 'https' | 'ws' | 'wss'
  /** Account time, ms since the epoch: when the answer was sent, and when the request came. */
  readonly at: number
  readonly createdAt: number
  /** `app/web/50dc6c495c0c9188` */
  readonly balancer: string
  readonly client: string
  readonly target: string | undefined
  /** Seconds; -1 where there was none. */
  readonly requestTime: number
  readonly targetTime: number
  readonly responseTime: number
  readonly status: number | undefined
  readonly targetStatus: number | undefined
  readonly receivedBytes: number
  readonly sentBytes: number
  /** `GET http://www.example.com:80/ HTTP/1.1` */
  readonly request: string
  readonly userAgent: string | undefined
  readonly cipher: string | undefined
  readonly tlsProtocol: string | undefined
  readonly targetGroupArn: string | undefined
  readonly traceId: string | undefined
  readonly domainName: string | undefined
  readonly certificateArn: string | undefined
  /** 0 for the default rule; -1 where none was asked. */
  readonly rulePriority: number | undefined
  readonly actions: readonly string[]
  readonly redirectUrl: string | undefined
  readonly errorReason: string | undefined
  readonly classification: string | undefined
  readonly classificationReason: string | undefined
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-format */
export function accessLogLine(entry: AccessLogEntry): string {
  const { target, targetStatus } = entry
  return [
    entry.type,
    instant(entry.at),
    entry.balancer,
    entry.client,
    target ?? '-',
    seconds(entry.requestTime),
    seconds(entry.targetTime),
    seconds(entry.responseTime),
    entry.status ?? '-',
    targetStatus ?? '-',
    entry.receivedBytes,
    entry.sentBytes,
    quoted(entry.request),
    quoted(entry.userAgent),
    entry.cipher ?? '-',
    entry.tlsProtocol ?? '-',
    entry.targetGroupArn ?? '-',
    quoted(entry.traceId),
    quoted(entry.domainName),
    quoted(entry.certificateArn),
    entry.rulePriority ?? '-',
    instant(entry.createdAt),
    quoted(entry.actions.length > 0 ? entry.actions.join(',') : undefined),
    quoted(entry.redirectUrl),
    quoted(entry.errorReason),
    quoted(target),
    quoted(targetStatus === undefined ? undefined : String(targetStatus)),
    quoted(entry.classification),
    quoted(entry.classificationReason),
  ].join(' ')
}

/** With microseconds, of which no clock here knows any. */
function instant(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z')
}

function seconds(value: number): string {
  return value < 0 ? '-1' : value.toFixed(3)
}

/** What a client sent must not end the field or the line. */
function quoted(text: string | undefined): string {
  if (text === undefined || text === '') return '"-"'
  return `"${text.replaceAll(/["\\]|[^\x20-\x7e]/g, (each) => {
    const code = each.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0').toUpperCase()}` : '?'
  })}"`
}
