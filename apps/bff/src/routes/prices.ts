import type { RequestHandler } from 'express'
import { regionPattern, type NoPricesReason, type OnDemandPrices } from '@brume/console-api'
import type { Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { sessionOf } from './session.ts'

/** `GET /api/:connection/:region/prices` */
export function pricesRoute(
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
): RequestHandler<{ connection: string; region: string }> {
  const known = new Map<string, OnDemandPrices>()
  const pricesOf = (embedded: EmbeddedCloud, region: string): OnDemandPrices => {
    const found = known.get(region)
    if (found) return found
    const onDemand = embedded.prices(region)
    // names that are no Region must not pile up
    if (Object.keys(onDemand).length === 0) return noPrices('unknown-region')
    const prices: OnDemandPrices = { currency: 'USD', onDemand, source: 'catalogue' }
    known.set(region, prices)
    return prices
  }
  return (request, response) => {
    const { connection: id, region } = request.params
    const connection = connections.use(sessionOf(request), id)
    if (!regionPattern.test(region)) {
      throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`)
    }
    response.json(
      connection.account !== undefined && cloud
        ? pricesOf(cloud, region)
        : noPrices('aws-connection'),
    )
  }
}

function noPrices(reason: NoPricesReason): OnDemandPrices {
  return { currency: 'USD', onDemand: {}, source: 'none', reason }
}
