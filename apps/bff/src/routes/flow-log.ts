import type { RequestHandler } from 'express'
import { regionPattern, type FlowLogRecords } from '@brume/console-api'
import type { Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { sessionOf } from './session.ts'

/** `GET /api/:connection/:region/flow-logs/:flowLogId/records`: what the embedded network wrote last. */
export function flowLogRoute(
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
): RequestHandler<{ connection: string; region: string; flowLogId: string }> {
  return (request, response) => {
    const { connection: name, region, flowLogId } = request.params
    const { account } = connections.use(sessionOf(request), name)
    if (!regionPattern.test(region))
      throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`)
    if (account === undefined || !cloud)
      throw refuse(404, 'NotEmbedded', 'On AWS the records are at the log’s destination.')
    const records = cloud.flowLogRecords(account, region, flowLogId)
    if (!records) throw refuse(404, 'NotFound', `There is no flow log ${flowLogId} here.`)
    response.json({ records } satisfies FlowLogRecords)
  }
}
