import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import { regionPattern, type AccessLogLines, type FlowLogRecords } from '@brume/console-api'
import type { Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { parseBody } from './body.ts'
import { sessionOf } from './session.ts'

interface Scoped {
  readonly connection: string
  readonly region: string
}

const ofBalancer = z.strictObject({ arn: z.string().min(1).max(300) })

/** Where the request's account is on the embedded cloud, which keeps what AWS would deliver elsewhere. */
function placeOf(
  request: Request<Scoped>,
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
) {
  const { connection: name, region } = request.params
  const { account } = connections.use(sessionOf(request), name)
  if (!regionPattern.test(region))
    throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`)
  if (account === undefined || !cloud)
    throw refuse(404, 'NotEmbedded', 'On AWS the records are at the log’s destination.')
  return { cloud, account, region }
}

/** `GET /api/:connection/:region/flow-logs/:flowLogId/records`: what the embedded network wrote last. */
export function flowLogRoute(
  connections: Connections,
  embedded: EmbeddedCloud | undefined,
): RequestHandler<{ connection: string; region: string; flowLogId: string }> {
  return (request, response) => {
    const { cloud, account, region } = placeOf(request, connections, embedded)
    const { flowLogId } = request.params
    const records = cloud.flowLogRecords(account, region, flowLogId)
    if (!records) throw refuse(404, 'NotFound', `There is no flow log ${flowLogId} here.`)
    response.json({ records } satisfies FlowLogRecords)
  }
}

/** `GET /api/:connection/:region/load-balancers/access-log?arn=…`: what an embedded load balancer wrote last. */
export function accessLogRoute(
  connections: Connections,
  embedded: EmbeddedCloud | undefined,
): RequestHandler<{ connection: string; region: string }> {
  return (request, response) => {
    const { cloud, account, region } = placeOf(request, connections, embedded)
    const { arn } = parseBody(ofBalancer, request.query)
    const lines = cloud.accessLog(account, region, arn)
    if (!lines) throw refuse(404, 'NotFound', `There is no load balancer ${arn} here.`)
    response.json({ lines } satisfies AccessLogLines)
  }
}
