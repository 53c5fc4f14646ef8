import { readAsked } from './asked.ts'
import { checkHead, type HeadRefusal } from './check-head.ts'
import type { Exchange } from './exchange.ts'
import type { ListenerSetup } from './setup.ts'

/** Whoever speaks no TLS to a port of TLS is told so, and no more. */
const plainToTls: HeadRefusal = { status: 400 }

/** Looks at a request's head and finds its rule; why it is refused. */
export function readHead(exchange: Exchange, setup: ListenerSetup): HeadRefusal | undefined {
  const { request, entry } = exchange
  const { method = 'GET', url = '/', headers } = request
  if (setup.scheme === 'https' && !entry.tls) return plainToTls
  const refusal = checkHead(request, setup.balancer.desyncMode)
  if (refusal) return refusal
  const asked = readAsked(method, url, headers, entry.client.address)
  if (!asked) return { status: 400, classification: 'Severe', classificationReason: 'BadUri' }
  exchange.asked = asked
  exchange.rule = setup.rules.find(({ test }) => {
    entry.counts.ruleEvaluations += 1
    return test(asked)
  })
  return undefined
}
