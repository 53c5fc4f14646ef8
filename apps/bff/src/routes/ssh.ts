import type { RequestHandler } from 'express'
import { keyFileName, regionPattern, type SshLines } from '@brume/console-api'
import type { Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { loadSdk } from '../sdk/modules.ts'
import { sessionOf } from './session.ts'

/** `/api/:connection/:region/instances/:instanceId/ssh?user=`: the lines that connect by SSH. */
export function sshRoute(
  connections: Connections,
  cloud: EmbeddedCloud | undefined,
): RequestHandler<{ connection: string; region: string; instanceId: string }> {
  return async (request, response) => {
    const { connection: id, region, instanceId } = request.params
    const connection = connections.use(sessionOf(request), id)
    const { user = 'ec2-user' } = request.query
    if (!regionPattern.test(region) || !/^i-[0-9a-f]{8,17}$/.test(instanceId))
      throw refuse(400, 'BadRequest', 'Give a Region and an instance id.', { hint: 'bad-request' })
    if (typeof user !== 'string' || !/^[A-Za-z_][\w.-]{0,31}$/.test(user))
      throw refuse(400, 'BadRequest', 'user: not a user name', {
        member: 'user',
        hint: 'bad-request',
      })
    const [ec2, { DescribeInstancesCommand }] = await Promise.all([
      connection.clients.client('ec2', region),
      loadSdk('ec2'),
    ])
    const { Reservations = [] } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
    )
    const { KeyName, PublicDnsName, PublicIpAddress } = Reservations[0]?.Instances?.[0] ?? {}
    const key = KeyName === undefined ? '' : ` -i "${keyFileName(KeyName)}"`
    const host = PublicDnsName || PublicIpAddress
    const endpoint =
      cloud && connection.account !== undefined
        ? cloud.sshEndpoint(connection.account, region, instanceId)
        : undefined
    const lines: SshLines = {
      ...(host && { aws: `ssh${key} ${user}@${host}` }),
      ...(endpoint && {
        endpoint,
        here: `ssh${key} -p ${endpoint.port} -o HostKeyAlias=${instanceId} ${user}${endpoint.own ? '' : `+${instanceId}`}@${endpoint.host}`,
      }),
    }
    response.json(lines)
  }
}
