import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import { isAllowed, isReadOnly, isServiceName, regionPattern } from '@brume/console-api'
import type { Logger } from 'pino'
import type { Activity, ActivityLog, Change } from '../activity/activity.ts'
import { guardWrite, type Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { callWhole, type Answer } from '../sdk/call.ts'
import { jsonPieces } from '../sdk/json.ts'
import { keepNewKey } from './new-key.ts'
import { sessionOf } from './session.ts'

/** `POST /api/:connection/:region/:service/:operation` */
export function operationRoute(
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
  activity: Activity,
  log: Logger,
): RequestHandler<{
  connection: string
  region: string
  service: string
  operation: string
}> {
  return async (request, response) => {
    const { connection: id, region, service, operation } = request.params
    const session = sessionOf(request)
    const connection = connections.use(session, id)
    if (!regionPattern.test(region)) {
      throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`)
    }
    if (!isReadOnly(operation)) guardWrite(connection, operation)
    if (!isServiceName(service) || !isAllowed(service, operation)) {
      throw refuse(
        403,
        'OperationNotAllowed',
        `The console does not forward ${operation} to ${service}.`,
      )
    }
    const gone = new AbortController()
    // a change that was sent is not withdrawn because a tab closed; a look is
    if (isReadOnly(operation)) response.once('close', () => gone.abort())
    const input: unknown = request.body ?? {}
    const ask = () => callWhole(connection, region, service, operation, input, gone.signal)
    const answer = changes(operation, input)
      ? await recorded(activity.of(session), { connection, region, service, operation, input }, ask)
      : await ask()
    if (answer.requestId !== undefined) response.setHeader('x-amzn-requestid', answer.requestId)
    keepNewKey(cloud, connection, operation, request.body, answer.output).catch((error: unknown) =>
      log.warn({ err: error }, 'a new key could not be put on My computer'),
    )
    response.type('application/json')
    for await (const piece of jsonPieces(answer.output, answer.answersBytes)) {
      if (response.destroyed) return
      if (!response.write(piece)) await drained(response)
    }
    response.end()
  }
}

/** Whether something may be different afterwards; a dry run changes nothing. */
function changes(operation: string, input: unknown): boolean {
  if (isReadOnly(operation)) return false
  return !(
    typeof input === 'object' &&
    input !== null &&
    'DryRun' in input &&
    input.DryRun === true
  )
}

/** Every change of the console goes through here: what is done stands in the session's activity from its beginning on. */
function recorded(log: ActivityLog, change: Change, ask: () => Promise<Answer>): Promise<Answer> {
  return log.follow(log.open(change, { state: 'running' }), change.operation, ask)
}

/** Resolves when the browser has taken what was written, or has gone. */
async function drained(response: ServerResponse): Promise<void> {
  const either = new AbortController()
  const heard = (name: string) => once(response, name, { signal: either.signal }).catch(() => {})
  await Promise.race([heard('drain'), heard('close')])
  either.abort()
}
