import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Entry } from './entry.ts'
import { Exchange } from './exchange.ts'
import { forward } from './forward.ts'
import { answerSelf } from './own-answer.ts'
import type { BalancerParts } from './parts.ts'
import { readHead } from './read-head.ts'
import { locationOf, longestLocation, redirectTo } from './redirect.ts'
import { chooseRoute } from './route.ts'

/** Serves one request that came to a listener of an application load balancer. */
export function serve(
  parts: BalancerParts,
  entry: Entry,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const setup = parts.setups.listener(entry, entry.balancerId, entry.port)
  // The listener went away under a connection that was kept.
  if (!setup) return void request.socket.destroy()
  const exchange = new Exchange(parts, entry, setup, request)
  response.once('close', () => {
    // AWS counts these among its own answers, though nobody was there to hear them.
    if (!response.writableFinished && exchange.status === undefined) {
      exchange.status = request.complete ? 460 : 400
      exchange.isOwnAnswer = true
    }
    exchange.end()
  })
  const refusal = readHead(exchange, setup)
  if (refusal) {
    exchange.refusal = refusal
    return answerSelf(exchange, response, refusal.status, { closes: true })
  }
  const action = exchange.rule?.action
  switch (action?.type) {
    case 'fixed-response':
      return answerSelf(exchange, response, Number(action.statusCode), {
        type: action.contentType ?? 'text/plain',
        body: Buffer.from(action.messageBody ?? ''),
      })
    case 'redirect':
      return redirect(exchange, response, Number(action.statusCode.slice('HTTP_'.length)))
    case 'forward': {
      const route = chooseRoute(exchange, action)
      if (typeof route === 'number') return answerSelf(exchange, response, route)
      return forward(exchange, response, route)
    }
    case undefined:
      return answerSelf(exchange, response, 500)
  }
}

function redirect(exchange: Exchange, response: ServerResponse, status: number): void {
  const { asked, entry, rule, setup } = exchange
  if (!asked || rule?.action?.type !== 'redirect') return
  const to = redirectTo(rule.action, asked, setup)
  const location = entry.browser?.locationOf(to) ?? locationOf(to)
  if (location.length > longestLocation) return answerSelf(exchange, response, 507)
  exchange.redirectUrl = location
  answerSelf(exchange, response, status, { location })
}
