import type { Duplex } from 'node:stream'
import type { Clock } from '@brume/clock'
import type { HealthCheck } from '../../services/elastic-load-balancing-v2/target-groups/target-group.ts'
import type { ProbeResult } from '../../services/elastic-load-balancing-v2/targets/judge-probe.ts'
import type { Fabric } from '../fabric/fabric.ts'
import type { Dial } from './target-agent.ts'

const timedOut: ProbeResult = { passed: false, why: 'timeout' }
const failed: ProbeResult = { passed: false, why: 'failed' }
const passed: ProbeResult = { passed: true }

/** What is read of an answer; its code stands at the beginning. */
const mostBytes = 64 * 1024

export interface ProbeOptions {
  readonly network: Pick<Fabric, 'connect'>
  readonly clock: Clock
  readonly check: HealthCheck
  readonly dial: Dial
  /** Called when the network has said whether there is a connection. */
  readonly onConnected: () => void
}

/**
 * Asks a target how it is. A packet that is dropped is known to be so at once, and reported at once: nobody waits for nothing.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export async function probe(options: ProbeOptions): Promise<ProbeResult> {
  const { network, dial, check } = options
  const { account, region, networkInterfaceId: id, address } = dial
  const from = { kind: 'network-interface', account, region, id } as const
  const tls = check.protocol === 'HTTPS' ? { tls: { serverName: address } } : undefined
  try {
    const stream = await network.connect(from, { address, port: dial.port, ...tls })
    if ('unreachable' in stream) return stream.unreachable === 'timed-out' ? timedOut : failed
    if (check.protocol !== 'TCP') return await ask(stream, options)
    stream.resume()
    stream.end()
    return passed
  } finally {
    options.onConnected()
  }
}

function ask(
  stream: Duplex,
  { check, clock, dial, onConnected }: ProbeOptions,
): Promise<ProbeResult> {
  onConnected()
  return new Promise((resolve) => {
    let head = ''
    let read = 0
    const cancel = clock.after(check.timeoutSeconds * 1000, () => {
      resolve(timedOut)
      stream.destroy()
    })
    const answer = (result: ProbeResult): void => {
      cancel()
      resolve(result)
    }
    stream.on('data', (part: Buffer) => {
      read += part.length
      if (head.length < 64) {
        head += part.toString('latin1')
        const code = /^HTTP\/1\.[01] (\d{3})[ \r\n]/.exec(head)?.[1]
        if (code !== undefined) answer(judge(code, check))
        else if (head.length >= 64) answer(failed)
      }
      if (read > mostBytes) stream.destroy()
    })
    stream.on('end', () => {
      answer(failed)
      stream.end()
    })
    stream.on('close', () => answer(failed))
    stream.write(
      `GET ${check.path ?? '/'} HTTP/1.1\r\nHost: ${dial.address}:${dial.port}\r\nConnection: close\r\nUser-Agent: ELB-HealthChecker/2.0\r\nAccept-Encoding: gzip, compressed\r\n\r\n`,
    )
  })
}

function judge(code: string, { httpCode = '200' }: HealthCheck): ProbeResult {
  return takesCode(httpCode, Number(code)) ? passed : { passed: false, why: 'mismatch', code }
}

/** `200-299,301` */
export function takesCode(matcher: string, code: number): boolean {
  return matcher.split(',').some((part) => {
    const [from = '', to = from] = part.trim().split('-')
    return code >= Number(from) && code <= Number(to)
  })
}
