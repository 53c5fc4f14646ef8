import { setTimeout as sleep } from 'node:timers/promises'
import { openRawConnection, type RawConnection } from '@brume/test-kit/raw-connection'
import { authorizeIngress, createVolume, ec2, runInstances, ssm, tags } from './requests.ts'

/** What the cloud holds: the ids that a load asks for. */
export interface State {
  readonly instances: string[]
  readonly volumes: string[]
  readonly snapshots: string[]
  readonly groups: string[]
  readonly parameters: string[]
}

export interface Counts {
  readonly instances: number
  readonly volumes: number
  readonly snapshots: number
  readonly groups: number
  /** Inbound rules of each group, beside the outbound one that it comes with. */
  readonly rules: number
  readonly parameters: number
  readonly keyPairs: number
}

/** With a root volume and an interface for each instance: 10,000 instances and 50,000 other resources. */
export const manyResources: Counts = {
  instances: 10_000,
  volumes: 10_000,
  snapshots: 4_000,
  groups: 1_000,
  rules: 10,
  parameters: 3_000,
  keyPairs: 1_000,
}

const perLaunch = 10
const creationMs = 10_000

/** Makes the resources through the AWS port, several connections at a time. */
export async function fill(port: number, counts: Counts): Promise<State> {
  const connections = Array.from({ length: 8 }, () => openRawConnection(port))
  const each = <T>(count: number, make: (connection: RawConnection, at: number) => Promise<T>) =>
    spread(connections, count, make)
  try {
    const launches = await each(counts.instances / perLaunch, (connection, at) =>
      idsOf(
        connection,
        runInstances(perLaunch, { Name: `web-${at}`, Team: `team-${at % 20}` }),
        /<instanceId>(i-\w+)/g,
      ),
    )
    const instances = launches.flat()
    const volumes = await each(counts.volumes, (connection) =>
      idOf(connection, createVolume(), /<volumeId>(vol-\w+)/g),
    )
    // A volume that is being created has nothing to take a snapshot of.
    await sleep(creationMs)
    const snapshots = await each(counts.snapshots, (connection, at) =>
      idOf(
        connection,
        ec2('CreateSnapshot', { VolumeId: volumes[at % volumes.length] ?? '' }),
        /<snapshotId>(snap-\w+)/g,
      ),
    )
    const groups = await each(counts.groups, (connection, at) => makeGroup(connection, at, counts))
    const parameters = await each(counts.parameters, async (connection, at) => {
      const Name = `/load/${at % 30}/${at}`
      await said(connection, ssm('PutParameter', { Name, Value: `value-${at}`, Type: 'String' }))
      return Name
    })
    await each(counts.keyPairs, (connection, at) =>
      said(
        connection,
        ec2('ImportKeyPair', { KeyName: `key-${at}`, PublicKeyMaterial: publicKey }),
      ),
    )
    return { instances, volumes, snapshots, groups, parameters }
  } finally {
    for (const connection of connections) connection.close()
  }
}

const publicKey = Buffer.from(
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJhJ3zb7a2kXb8q1tB6YxBq1nV6q5rT0mZ8dGJq2sYpL load',
).toString('base64')

async function makeGroup(
  connection: RawConnection,
  at: number,
  { rules }: Counts,
): Promise<string> {
  const id = await idOf(
    connection,
    ec2('CreateSecurityGroup', {
      GroupName: `group-${at}`,
      GroupDescription: 'load',
      'TagSpecification.1.ResourceType': 'security-group',
      ...tags('TagSpecification.1.', { Name: `group-${at}` }),
    }),
    /<groupId>(sg-\w+)/g,
  )
  for (let rule = 0; rule < rules; rule += 1) {
    await said(connection, authorizeIngress(id, 1000 + rule))
  }
  return id
}

/** An answer's text; throws for a refusal. */
export async function said(connection: RawConnection, request: string): Promise<string> {
  const answer = await connection.send(request)
  if (answer.status !== 200) throw new Error(answer.text())
  return answer.text()
}

async function idsOf(
  connection: RawConnection,
  request: string,
  pattern: RegExp,
): Promise<string[]> {
  const text = await said(connection, request)
  return [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))]
}

async function idOf(connection: RawConnection, request: string, pattern: RegExp): Promise<string> {
  const [id = ''] = await idsOf(connection, request, pattern)
  return id
}

async function spread<T>(
  connections: readonly RawConnection[],
  count: number,
  make: (connection: RawConnection, at: number) => Promise<T>,
): Promise<T[]> {
  const made: T[] = []
  let next = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (next < count) {
        const at = next
        next += 1
        made[at] = await make(connection, at)
      }
    }),
  )
  return made
}
