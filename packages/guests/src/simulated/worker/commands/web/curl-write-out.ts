import type { Call } from '../call.ts'

/** What became of one URL: filled in as the transfer goes on. */
export interface Transfer {
  exitCode: number
  error: string
  status: number
  url: string
  method: string
  redirects: number
  redirectUrl: string
  downloaded: number
  uploaded: number
  contentType: string
  address: string
  port: number
  localAddress: string
  lookedUpMs: number
  connectedMs: number
  startedMs: number
  totalMs: number
  dnsTimedOut: boolean
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6)
}

/** `-w`: the variables of a format, and its escapes. */
export async function writeOut(call: Call, format: string, transfer: Transfer): Promise<void> {
  const code = String(transfer.status).padStart(3, '0')
  const values: Readonly<Record<string, string>> = {
    http_code: code,
    response_code: code,
    http_connect: '000',
    http_version: '1.1',
    size_download: String(transfer.downloaded),
    size_upload: String(transfer.uploaded),
    speed_download: String(
      transfer.totalMs > 0
        ? Math.round((transfer.downloaded * 1000) / transfer.totalMs)
        : transfer.downloaded,
    ),
    url: transfer.url,
    url_effective: transfer.url,
    redirect_url: transfer.redirectUrl,
    num_redirects: String(transfer.redirects),
    content_type: transfer.contentType,
    remote_ip: transfer.address,
    remote_port: String(transfer.port),
    local_ip: transfer.localAddress,
    method: transfer.method,
    scheme: transfer.url.split(':')[0] ?? '',
    exitcode: String(transfer.exitCode),
    errormsg: transfer.error,
    time_namelookup: seconds(transfer.lookedUpMs),
    time_connect: seconds(transfer.connectedMs),
    time_appconnect: seconds(0),
    time_pretransfer: seconds(transfer.connectedMs),
    time_starttransfer: seconds(transfer.startedMs),
    time_total: seconds(transfer.totalMs),
  }
  const text = format
    .replaceAll(
      /%\{(\w+)\}/g,
      (whole, name: string) =>
        values[name] ?? (name === 'stderr' || name === 'stdout' ? '' : whole),
    )
    .replaceAll('%%', '%')
    .replaceAll(/\\([nrt])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? '')
  await call.out(text)
}
