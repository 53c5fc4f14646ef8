import type { Duplex } from 'node:stream'
import { accessLogLine } from './access-log.ts'
import type { Entry } from './entry.ts'
import { rawErrorAnswer } from './error-page.ts'
import { statusOfFault, type ParseFault } from './parse-fault.ts'
import { saidLast } from './own-answer.ts'
import type { BalancerParts } from './parts.ts'

/** Answers bytes that are no request, and ends their connection: what follows them could mean anything. */
export function refuseBytes(
  parts: BalancerParts,
  entry: Entry | undefined,
  fault: ParseFault,
  socket: Duplex,
): void {
  // What follows in the same portion is no request either, and answered is answered.
  if (saidLast.has(socket)) return
  saidLast.add(socket)
  const status = statusOfFault(fault)
  if (status === undefined || !entry || !socket.writable) return void socket.destroy()
  socket.end(rawErrorAnswer(status, parts.wall.now()))
  entry.counts.ownAnswer(status)
  const setup = parts.setups.listener(entry, entry.balancerId, entry.port)
  if (!setup?.balancer.logs) return
  const now = parts.clockOf(entry.account).now()
  const { client, tls, address, port } = entry
  parts.log.write(
    entry,
    entry.balancerId,
    accessLogLine({
      type: setup.scheme,
      at: now,
      createdAt: now,
      balancer: setup.balancer.name,
      client: `${client.address}:${client.port}`,
      target: undefined,
      requestTime: -1,
      targetTime: -1,
      responseTime: -1,
      status,
      targetStatus: undefined,
      receivedBytes: fault.rawPacket?.length ?? 0,
      sentBytes: 272,
      request: `- ${setup.scheme}://${address}:${port}- -`,
      userAgent: undefined,
      cipher: tls?.cipher,
      tlsProtocol: tls?.protocol,
      targetGroupArn: undefined,
      traceId: undefined,
      domainName: tls?.serverName,
      certificateArn: tls?.certificateArn,
      rulePriority: -1,
      actions: [],
      redirectUrl: undefined,
      errorReason: undefined,
      classification: status === 400 ? 'Severe' : undefined,
      classificationReason: status === 400 ? reasonOf(fault.code) : undefined,
    }),
  )
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#classification-reasons */
function reasonOf(code: string | undefined): string {
  switch (code) {
    case 'HPE_INVALID_CONTENT_LENGTH':
      return 'BadContentLength'
    case 'HPE_UNEXPECTED_CONTENT_LENGTH':
      return 'MultipleContentLength'
    case 'HPE_INVALID_METHOD':
      return 'BadMethod'
    case 'HPE_INVALID_URL':
      return 'BadUri'
    case 'HPE_INVALID_CHUNK_SIZE':
      return 'BadTransferEncoding'
    default:
      return 'BadHeader'
  }
}
