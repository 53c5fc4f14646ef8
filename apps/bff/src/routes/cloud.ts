import { Router } from 'express'
import { z } from 'zod'
import {
  iamModes,
  type AcceptTerms,
  type ClockCommand,
  type CloudNetwork,
  type DemoFleet,
  type IamDecisions,
  type IamSettings,
} from '@brume/console-api'
import { guardWrite, type Connections, type OpenConnection } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { guardAdministrator } from '../sign-in/administrator.ts'
import { describeDecision } from '../sign-in/denials.ts'
import type { SignIns } from '../sign-in/sign-ins.ts'
import { parseBody } from './body.ts'
import { sessionOf } from './session.ts'

/** Makes the demonstration fleet in a Region through public calls on this connection. */
export type MakeDemo = (connection: OpenConnection, region: string) => Promise<DemoFleet>

const demoCommand = z.strictObject(
  {
    region: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional(),
  },
  { error: 'give {"region": "…"}, or {} for the connection\'s own Region' },
)

const clockCommand: z.ZodType<ClockCommand> = z.union(
  [
    z.strictObject({ speed: z.number().min(1).max(3600) }),
    z.strictObject({ pause: z.boolean() }),
    z.strictObject({
      advance: z.string().regex(/^\d+(\.\d+)?[smhd]$/),
      wait: z.boolean().optional(),
    }),
    z.strictObject({
      advanceTo: z.iso.datetime({ offset: true }),
      wait: z.boolean().optional(),
    }),
    z.strictObject({ stop: z.literal(true) }),
  ],
  { error: 'give one of speed (1 to 3600), pause, advance ("30s"), advanceTo (ISO time), stop' },
)

const acceptCommand: z.ZodType<AcceptTerms> = z.strictObject(
  { accept: z.string().min(1).max(100) },
  { error: 'give {"accept": "<product code>"}' },
)

const costsCommand = z.strictObject({ freeTier: z.boolean() }, { error: 'give {"freeTier": true}' })

/** What a kind of fault takes, and why it does not take something, the cloud says. */
const faultCommand = z.looseObject({ kind: z.string() }, { error: 'give {"kind": "…", …}' })

const faultQuery = z.strictObject({ id: z.string().min(1).max(200).optional() })

const trafficCommand = z.looseObject({ host: z.string() }, { error: 'give {"host": "…", …}' })

const trafficQuery = z.strictObject({ id: z.coerce.number().int() })

const networkCommand: z.ZodType<CloudNetwork> = z.strictObject(
  { myAddress: z.ipv4() },
  { error: 'give {"myAddress": "203.0.113.10"}' },
)

const decisionsQuery = z.strictObject({ principal: z.string().max(2048).optional() })

const iamCommand: z.ZodType<IamSettings> = z.strictObject(
  { mode: z.enum(iamModes) },
  { error: 'give {"mode": "off"}, "explain" or "enforce"' },
)

/** `/api/:connection/cloud/…`: what only the embedded cloud can do. */
export function cloudRoutes(
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
  demo: MakeDemo | undefined,
  signIns: Pick<SignIns, 'keepRoot'> | undefined,
  onEnforced: () => void = () => {},
): Router {
  const router = Router()
  const controls = (connection: OpenConnection) => {
    if (connection.account !== undefined && cloud) return { cloud, account: connection.account }
    throw refuse(404, 'NotEmbedded', 'Only the embedded cloud has this control.')
  }

  router.get('/:connection/cloud/clock', (request, response) => {
    const { cloud, account } = controls(
      connections.use(sessionOf(request), request.params.connection),
    )
    response.json(cloud.readClock(account))
  })

  router.get('/:connection/cloud/costs', (request, response) => {
    const { cloud, account } = controls(
      connections.use(sessionOf(request), request.params.connection),
    )
    response.json(cloud.costs(account))
  })

  router.post('/:connection/cloud/costs', (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Setting the free tier')
    cloud.setFreeTier(account, parseBody(costsCommand, request.body).freeTier)
    response.json(cloud.costs(account))
  })

  router.post('/:connection/cloud/clock', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Setting the clock')
    await guardAdministrator(connections, connection)
    response.json(await cloud.setClock(account, parseBody(clockCommand, request.body)))
  })

  router.post('/:connection/cloud/reset', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Reset')
    await guardAdministrator(connections, connection)
    await cloud.reset(account)
    response.status(204).end()
  })

  router.post('/:connection/cloud/marketplace', (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Accepting terms')
    const command = parseBody(acceptCommand, request.body)
    if (!cloud.acceptTerms(account, command.accept)) {
      throw refuse(404, 'NotFound', `There is no Marketplace product "${command.accept}".`)
    }
    response.json(command)
  })

  router.post('/:connection/cloud/faults', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Making a fault')
    await guardAdministrator(connections, connection)
    response.json(cloud.injectFault(account, parseBody(faultCommand, request.body)))
  })

  router.get('/:connection/cloud/faults', (request, response) => {
    const { cloud, account } = controls(
      connections.use(sessionOf(request), request.params.connection),
    )
    response.json({ faults: cloud.listFaults(account) })
  })

  router.delete('/:connection/cloud/faults', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Removing a fault')
    await guardAdministrator(connections, connection)
    const { id } = parseBody(faultQuery, request.query)
    response.json({ removed: cloud.removeFaults(account, id) })
  })

  router.get('/:connection/cloud/traffic', (request, response) => {
    const { cloud, account } = controls(
      connections.use(sessionOf(request), request.params.connection),
    )
    response.json({ runs: cloud.listTraffic(account) })
  })

  router.post('/:connection/cloud/traffic', (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Sending traffic')
    response.json(cloud.startTraffic(account, parseBody(trafficCommand, request.body)))
  })

  router.delete('/:connection/cloud/traffic', (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Ending traffic')
    cloud.stopTraffic(account, parseBody(trafficQuery, request.query).id)
    response.json({ runs: cloud.listTraffic(account) })
  })

  router.get('/:connection/cloud/iam', (request, response) => {
    const { cloud, account } = controls(
      connections.use(sessionOf(request), request.params.connection),
    )
    const settings: IamSettings = { mode: cloud.iamMode(account) }
    response.json(settings)
  })

  router.post('/:connection/cloud/iam', async (request, response) => {
    const session = sessionOf(request)
    const connection = connections.use(session, request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Setting the access control')
    await guardAdministrator(connections, connection)
    const settings = parseBody(iamCommand, request.body)
    const begins = settings.mode === 'enforce' && cloud.iamMode(account) !== 'enforce'
    signIns?.keepRoot(session, account)
    cloud.setIamMode(account, settings.mode)
    if (begins) onEnforced()
    response.json(settings)
  })

  router.get('/:connection/cloud/iam-decisions', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    const { principal } = parseBody(decisionsQuery, request.query)
    // everybody may read what was decided about themselves
    if (principal === undefined || principal !== connection.principal) {
      await guardAdministrator(connections, connection)
    }
    const answer: IamDecisions = {
      decisions: cloud.iamDecisions(account, principal).map(describeDecision),
      ...(principal !== undefined && { leastPolicy: cloud.leastPolicy(account, principal) }),
    }
    response.json(answer)
  })

  router.get('/:connection/cloud/network', (request, response) => {
    const { cloud, account } = controls(
      connections.use(sessionOf(request), request.params.connection),
    )
    response.json(cloud.readNetwork(account))
  })

  router.post('/:connection/cloud/network', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    const { cloud, account } = controls(connection)
    guardWrite(connection, 'Setting "My IP"')
    await guardAdministrator(connections, connection)
    response.json(cloud.setNetwork(account, parseBody(networkCommand, request.body)))
  })

  router.post('/:connection/cloud/demo', async (request, response) => {
    const connection = connections.use(sessionOf(request), request.params.connection)
    controls(connection)
    guardWrite(connection, 'Making the demonstration fleet')
    await guardAdministrator(connections, connection)
    if (!demo) {
      throw refuse(501, 'NotSupported', 'This server has no demonstration fleet.', {
        hint: 'not-supported',
      })
    }
    const { region = connection.info.defaultRegion ?? 'us-east-1' } = parseBody(
      demoCommand,
      request.body ?? {},
    )
    response.json(await demo(connection, region))
  })
  return router
}
