/** What a person asks an access log's line for; `-` is told as nothing. */
export interface AccessLogLine {
  readonly time: string
  readonly client: string | undefined
  readonly target: string | undefined
  /** Seconds that the target took; undefined where none answered. */
  readonly targetSeconds: string | undefined
  readonly status: string | undefined
  readonly targetStatus: string | undefined
  readonly request: string | undefined
  /** `0` for the default rule. */
  readonly rule: string | undefined
  readonly reason: string | undefined
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-format */
export function readLogLine(line: string): AccessLogLine {
  const fields = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
  const at = (index: number) => {
    const text = fields[index]
    return text === undefined || text === '-' || text === '-1' ? undefined : text
  }
  return {
    time: at(1) ?? '',
    client: at(3),
    target: at(4),
    targetSeconds: at(6),
    status: at(8),
    targetStatus: at(9),
    request: at(12),
    rule: at(20),
    reason: at(24),
  }
}
