import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AttachNetworkInterfaceCommand,
  CreateNetworkInterfaceCommand,
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  GetConsoleOutputCommand,
  RebootInstancesCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type Instance,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../catalogue/images.ts'
import { instances } from '../services/ec2/instances/instance.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const place = { account, region }

let directory: string
let cloud: TestCloud
const start = () => startTestCloud({ dataDir: directory })
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'brume-guests-'))
  cloud = await start()
})
afterEach(async () => {
  await cloud.close()
  rmSync(directory, { recursive: true })
})

async function run(more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const launch = { ImageId: image, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  const made = await cloud.ec2().send(new RunInstancesCommand({ ...launch, ...more }))
  await cloud.advance('60s')
  return made.Instances?.[0]?.InstanceId ?? ''
}
const guestOf = (instanceId: string) =>
  cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
const recordOf = (id: string) => cloud.engine.transact(place, (ctx) => ctx.db.get(instances, id))

async function instanceOf(id: string): Promise<Instance> {
  const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0] ?? {}
}

async function consoleOf(InstanceId: string): Promise<string> {
  const { Output } = await cloud.ec2().send(new GetConsoleOutputCommand({ InstanceId }))
  return Buffer.from(Output ?? '', 'base64').toString()
}

/** Types a line into a terminal of the guest and waits until the answer holds what is expected. */
async function type(instanceId: string, line: string, expected: RegExp): Promise<string> {
  let output = ''
  const { promise, resolve } = Promise.withResolvers<void>()
  const terminal = await guestOf(instanceId)?.openTerminal({
    user: 'ec2-user',
    cols: 200,
    rows: 50,
    onData: (bytes) => {
      output += Buffer.from(bytes).toString()
      if (expected.test(output)) resolve()
    },
    onExit: () => resolve(),
  })
  terminal?.write(Buffer.from(`${line}\r`))
  await promise
  terminal?.close()
  return output
}

describe('guests', () => {
  it('follow their records: up, rebooted, off, gone', async () => {
    const id = await run()
    expect(guestOf(id)?.agentVersion()).toMatch(/^3\./)
    expect(recordOf(id)?.agentVersion).toMatch(/^3\./)
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('1s')
    expect(guestOf(id)?.agentVersion()).toBeUndefined()
    await cloud.advance('60s')
    expect(guestOf(id)?.agentVersion()).toMatch(/^3\./)
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('10s')
    expect(guestOf(id)).toBeUndefined()
    await cloud.ec2().send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('10s')
    expect(recordOf(id)?.state).toBe('terminated')
  })

  it('boot anew when `reboot` is typed inside, and go on running to EC2', async () => {
    const id = await run()
    const { PublicIpAddress, PrivateIpAddress, LaunchTime } = await instanceOf(id)
    await type(id, 'sudo touch /run/gone /home/ec2-user/kept; sudo reboot; echo b-$((1+1))', /b-2/)
    await cloud.advance('1s')
    expect(guestOf(id)?.agentVersion()).toBeUndefined()
    expect((await instanceOf(id)).State?.Name).toBe('running')
    await cloud.advance('60s')
    expect(guestOf(id)?.agentVersion()).toMatch(/^3\./)
    expect(await instanceOf(id)).toMatchObject({
      State: { Name: 'running' },
      PublicIpAddress,
      PrivateIpAddress,
      LaunchTime,
    })
    const found = await type(id, 'ls /run/gone /home/ec2-user/kept; uptime; echo e-$((1+1))', /e-2/)
    expect(found).toMatch(/cannot access '\/run\/gone'/)
    expect(found).toContain('\n/home/ec2-user/kept')
    expect(found).toMatch(/up \d min/)
  })

  it('fail the instance status check when they stop while booting, until a boot succeeds', async () => {
    const line = 'UUID=dead-beef /gone ext4 defaults 0 2'
    const UserData = Buffer.from(`#!/bin/sh\necho "${line}" >> /etc/fstab\n`).toString('base64')
    const id = await run({ UserData })
    await cloud.advance('3m')
    const checks = async () => {
      const { InstanceStatuses } = await cloud
        .ec2()
        .send(new DescribeInstanceStatusCommand({ InstanceIds: [id] }))
      return InstanceStatuses?.[0]
    }
    expect(await checks()).toMatchObject({ InstanceStatus: { Status: 'ok' } })
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('60s')
    expect(await checks()).toMatchObject({
      InstanceStatus: {
        Status: 'impaired',
        Details: [{ Name: 'reachability', Status: 'failed', ImpairedSince: expect.any(Date) }],
      },
      SystemStatus: { Status: 'ok' },
    })
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('60s')
    expect(recordOf(id)?.impairedSince).toBeUndefined()
  })

  it('go on after a restart of the cloud, with their disks, without running user data again', async () => {
    const script = '#!/bin/bash\necho once >> /home/ec2-user/runs\n'
    const id = await run({ UserData: Buffer.from(script).toString('base64') })
    await type(id, 'echo mine > /home/ec2-user/note; sync; echo done-$((1+1))', /done-2/)
    await cloud.close()
    cloud = await start()
    await cloud.advance('60s')
    const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    expect(found.Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('running')
    const output = await type(
      id,
      'cat /home/ec2-user/note; wc -l < /home/ec2-user/runs; echo end-$((1+1))',
      /end-2/,
    )
    expect(output).toContain('mine')
    expect(output).toMatch(/\n1\r?\n/)
  })

  it('see interfaces that are attached to them at once, and after a reboot', async () => {
    const id = await run()
    const { SubnetId } = await instanceOf(id)
    const made = await cloud.ec2().send(new CreateNetworkInterfaceCommand({ SubnetId }))
    const { NetworkInterfaceId, PrivateIpAddress = '' } = made.NetworkInterface ?? {}
    const at = { InstanceId: id, NetworkInterfaceId, DeviceIndex: 1 }
    await cloud.ec2().send(new AttachNetworkInterfaceCommand(at))
    await cloud.advance('2s')
    const show = () => type(id, 'ip addr; echo end-$((1+1))', /end-2/)
    expect(await show()).toContain(`inet ${PrivateIpAddress}/20`)
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('60s')
    expect(await show()).toContain(`inet ${PrivateIpAddress}/20`)
  })

  it('end their instance by shutting down', async () => {
    const id = await run()
    await type(id, 'sudo poweroff; echo off-$((1+1))', /off-2|closed|halt|going down/i)
    await cloud.advance('10s')
    expect(recordOf(id)).toMatchObject({
      state: 'stopped',
      stateReason: { code: 'Client.InstanceInitiatedShutdown' },
    })
    expect(await consoleOf(id)).toContain('login:')
  })
})

describe('shutdown behaviour', () => {
  it('terminates the instance where it says so', async () => {
    const id = await run({ InstanceInitiatedShutdownBehavior: 'terminate' })
    await type(id, 'sudo shutdown -h now; echo off-$((1+1))', /off-2|closed|halt|going down/i)
    await cloud.advance('60s')
    expect(recordOf(id)).toMatchObject({
      state: 'terminated',
      stateReason: { code: 'Client.InstanceInitiatedShutdown' },
    })
  })
})

describe('instance metadata', () => {
  it('answers inside the guest', async () => {
    const id = await run()
    const command =
      'T=$(curl -s -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token); curl -s -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/instance-id; echo; echo end-$((1+1))'
    expect(await type(id, command, /end-2/)).toContain(id)
  })
})
