import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  CreateTagsCommand,
  CreateVolumeCommand,
  EC2Client,
  EC2ServiceException,
  paginateDescribeInstances,
  paginateDescribeVolumes,
  RunInstancesCommand,
  type Tag,
} from '@aws-sdk/client-ec2'
import { expect, it } from 'vitest'
import { bundledServer, startServerProcess, type ServerProcess } from '../testing/server-process.ts'

/** `BRUME_CRASH_KILLS=500` for a long look. */
const kills = Number(process.env['BRUME_CRASH_KILLS'] ?? 20)
const writers = 3

/** What AWS clients were told is done, over all lives of the server. */
interface Acknowledged {
  readonly volumes: Set<string>
  /** Instances, with the last value of their tag. */
  readonly instances: Map<string, number>
}

it(`keeps all that it acknowledged to AWS clients, killed ${kills} times`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-server-crash-'))
  const acknowledged: Acknowledged = { volumes: new Set(), instances: new Map() }
  const entry = bundledServer()
  let server: ServerProcess | undefined
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const env = {
        HOME: dataDir,
        BRUME_DATA_DIR: dataDir,
        BRUME_ACCEPT_ANY_AMI: '1',
        // Compiling the same modules again would be most of the time of this test.
        NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'),
      }
      server = startServerProcess(env, entry)
      const [, endpoint = ''] = await server.until(/AWS endpoint +(\S+)/)
      const ec2 = new EC2Client({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        maxAttempts: 1,
      })
      await expectKept(ec2, acknowledged)
      if (kill === kills) break
      const before = acknowledged.volumes.size
      const streams = Array.from({ length: writers }, () => writeUntilRefused(ec2, acknowledged))
      while (acknowledged.volumes.size === before && server.child.exitCode === null) await wait(2)
      // another moment of the stream each time
      await wait((kill * 37) % 80)
      server.child.kill('SIGKILL')
      expect(await server.ended).toBe('SIGKILL')
      await Promise.all(streams)
      ec2.destroy()
    }
    expect(acknowledged.volumes.size).toBeGreaterThanOrEqual(kills)
    expect(acknowledged.instances.size).toBeGreaterThanOrEqual(kills)
  } finally {
    server?.child.kill('SIGKILL')
    await server?.ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 900_000)

/** One client: launches, tags, makes volumes, notes each answer, until the connection breaks. */
async function writeUntilRefused(ec2: EC2Client, acknowledged: Acknowledged): Promise<void> {
  try {
    for (;;) {
      const { Instances = [] } = await ec2.send(
        new RunInstancesCommand({
          ImageId: 'ami-0123456789abcdef0',
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
        }),
      )
      const id = Instances[0]?.InstanceId ?? ''
      acknowledged.instances.set(id, 0)
      for (let step = 1; step <= 2; step++) {
        const Tags: Tag[] = [{ Key: 'step', Value: String(step) }]
        await ec2.send(new CreateTagsCommand({ Resources: [id], Tags }))
        acknowledged.instances.set(id, step)
      }
      const { VolumeId = '' } = await ec2.send(
        new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 1 }),
      )
      acknowledged.volumes.add(VolumeId)
    }
  } catch (error) {
    // Only the kill ends a stream: a refusal by the server is a fault of this test.
    expect(error).not.toBeInstanceOf(EC2ServiceException)
  }
}

async function expectKept(ec2: EC2Client, acknowledged: Acknowledged): Promise<void> {
  const volumes = new Set<string>()
  for await (const page of paginateDescribeVolumes({ client: ec2, pageSize: 500 }, {})) {
    for (const { VolumeId = '' } of page.Volumes ?? []) volumes.add(VolumeId)
  }
  expect([...acknowledged.volumes].filter((id) => !volumes.has(id))).toEqual([])
  const steps = new Map<string, number>()
  const roots = new Set<string>()
  for await (const page of paginateDescribeInstances({ client: ec2, pageSize: 500 }, {})) {
    for (const instance of page.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []) {
      const tag = instance.Tags?.find(({ Key }) => Key === 'step')
      steps.set(instance.InstanceId ?? '', Number(tag?.Value ?? 0))
      for (const { Ebs } of instance.BlockDeviceMappings ?? []) roots.add(Ebs?.VolumeId ?? '')
    }
  }
  const lost = [...acknowledged.instances].filter(([id, step]) => (steps.get(id) ?? -1) < step)
  expect(lost).toEqual([])
  // What was launched halfway when the kill came is there whole, or not at all.
  expect([...roots].filter((id) => !volumes.has(id))).toEqual([])
}
