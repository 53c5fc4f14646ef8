import { Router } from 'express'
import { z } from 'zod'
import { regionPattern, type OpenTerminal } from '@brume/console-api'
import { guardWrite, type Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { parseBody } from '../routes/body.ts'
import { sessionOf } from '../routes/session.ts'
import { makeRemote } from './make-remote.ts'
import { terminalSize } from './size.ts'
import type { TerminalRegistry } from './terminals.ts'

const instanceId = z.string().regex(/^m?i-[0-9a-f]{8,17}$/, 'not an instance id')
const osUser = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,30}\$?$/, 'not a user name')
const openTerminal: z.ZodType<OpenTerminal> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('session-manager'),
    instanceId,
    // as StartSession takes it
    reason: z.string().min(1).max(256).optional(),
    ...terminalSize,
  }),
  z.strictObject({ kind: z.literal('serial-console'), instanceId, ...terminalSize }),
  z.strictObject({
    kind: z.literal('instance-connect'),
    instanceId,
    osUser: osUser.optional(),
    ...terminalSize,
  }),
  z.strictObject({ kind: z.literal('my-computer'), ...terminalSize }),
])

/** `/:connection/:region/terminals` and `/terminals/:id`, behind the session. */
export function terminalRoutes(
  connections: Connections,
  terminals: TerminalRegistry,
  cloud: EmbeddedCloud | undefined,
): Router {
  const router = Router()

  router.post('/:connection/:region/terminals', async (request, response) => {
    const session = sessionOf(request)
    const { connection: id, region } = request.params
    const connection = connections.use(session, id)
    checkRegion(region)
    guardWrite(connection, 'Opening a terminal')
    const { cols, rows, ...target } = parseBody(openTerminal, request.body)
    const terminal = await terminals.open({
      owner: session.id,
      connection: id,
      region,
      target,
      cols,
      rows,
      remote: makeRemote(connection, region, target, cloud),
    })
    response.status(201).json(terminal.describe())
  })

  router.get('/:connection/:region/terminals', (request, response) => {
    const session = sessionOf(request)
    const { connection, region } = request.params
    connections.use(session, connection)
    response.json(
      terminals
        .list(session.id)
        .map((terminal) => terminal.describe())
        .filter((terminal) => terminal.connection === connection && terminal.region === region),
    )
  })

  router.delete('/terminals/:id', async (request, response) => {
    const terminal = terminals.find(sessionOf(request).id, request.params.id)
    if (terminal === undefined) throw refuse(404, 'NotFound', 'There is no such terminal.')
    await terminals.end(terminal)
    response.status(204).end()
  })

  return router
}

function checkRegion(region: string): void {
  if (regionPattern.test(region)) return
  throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`, {
    hint: 'bad-request',
  })
}
