import type { RequestHandler } from 'express'
import { z } from 'zod'
import { UnknownEnd } from '@brume/cloud'
import { regionPattern, type ReachabilityQuestion } from '@brume/console-api'
import type { Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { decideByDescribing, type Ask } from '../reachability/describe-network.ts'
import { call } from '../sdk/call.ts'
import { parseBody } from './body.ts'
import { sessionOf } from './session.ts'

const id = z.string().max(64)
const end = [
  z.strictObject({ kind: z.literal('instance'), instanceId: id }),
  z.strictObject({ kind: z.literal('network-interface'), networkInterfaceId: id }),
  z.strictObject({ kind: z.literal('address'), address: z.union([z.ipv4(), z.ipv6()]) }),
] as const
const port = z.number().int().min(1).max(65_535)

const reachabilityQuestion: z.ZodType<ReachabilityQuestion> = z
  .strictObject({
    from: z.discriminatedUnion('kind', [
      ...end,
      z.strictObject({ kind: z.literal('my-computer') }),
    ]),
    to: z.discriminatedUnion('kind', [
      ...end,
      z.strictObject({ kind: z.literal('host-name'), name: z.string().min(1).max(253) }),
    ]),
    protocol: z.enum(['tcp', 'udp', 'icmp']),
    port: port.optional(),
  })
  .refine((question) => (question.protocol === 'icmp') === (question.port === undefined), {
    path: ['port'],
    error: 'give a port with tcp and udp, and none with icmp',
  })

/** `POST /api/:connection/:region/reachability` */
export function reachabilityRoute(
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
): RequestHandler<{ connection: string; region: string }> {
  return async (request, response) => {
    const { connection: name, region } = request.params
    const connection = connections.use(sessionOf(request), name)
    if (!regionPattern.test(region)) {
      throw refuse(400, 'BadRequest', `"${region}" is not the name of a Region.`)
    }
    const question = parseBody(reachabilityQuestion, request.body)
    const { account } = connection
    const ask: Ask = async (operation, input) =>
      (await call(connection, region, 'ec2', operation, input)).output
    try {
      response.json(
        account !== undefined && cloud
          ? cloud.reachability(account, region, question)
          : await decideByDescribing(ask, question),
      )
    } catch (cause) {
      if (cause instanceof UnknownEnd) throw refuse(404, 'NotFound', cause.message, { cause })
      throw cause
    }
  }
}
