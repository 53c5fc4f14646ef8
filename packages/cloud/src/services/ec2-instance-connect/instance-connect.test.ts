import { generateKeyPairSync } from 'node:crypto'
import { text } from 'node:stream/consumers'
import {
  EnableSerialConsoleAccessCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  EC2InstanceConnectClient,
  SendSerialConsoleSSHPublicKeyCommand,
  SendSSHPublicKeyCommand,
  type SendSSHPublicKeyCommandInput,
} from '@aws-sdk/client-ec2-instance-connect'
import { createManualClock, type ManualClock } from '@brume/clock'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import { authorizedKeysLine, encodePublicKey } from '../ec2/key-pairs/public-keys.ts'

const place = { account: '123456789012', region: 'ap-northeast-2' }
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', place.region)
const zone = { AvailabilityZone: 'ap-northeast-2a' }
const { publicKey } = generateKeyPairSync('ed25519')
const key = authorizedKeysLine(encodePublicKey(publicKey), 'ed25519', 'laptop')

let wall: ManualClock
let cloud: TestCloud
let connect: EC2InstanceConnectClient
beforeEach(async () => {
  wall = createManualClock(Date.UTC(2026, 0, 1))
  cloud = await startTestCloud({ wall })
  connect = new EC2InstanceConnectClient(cloud.config())
})
afterEach(async () => {
  connect.destroy()
  await cloud.close()
})

async function run(InstanceType: 't3.micro' | 't2.micro' = 't3.micro'): Promise<string> {
  const launch = { ImageId, InstanceType, MinCount: 1, MaxCount: 1, Placement: zone } as const
  const { Instances } = await cloud.ec2().send(new RunInstancesCommand(launch))
  await cloud.advance('60s')
  return Instances?.[0]?.InstanceId ?? ''
}
const send = (InstanceId: string, more: Partial<SendSSHPublicKeyCommandInput> = {}) =>
  connect.send(
    new SendSSHPublicKeyCommand({
      InstanceId,
      InstanceOSUser: 'ec2-user',
      SSHPublicKey: key,
      ...more,
    }),
  )
const sendSerial = (InstanceId: string, SerialPort?: number) =>
  connect.send(
    new SendSerialConsoleSSHPublicKeyCommand({ InstanceId, SSHPublicKey: key, SerialPort }),
  )
const linesOf = (instanceId: string, user: string, kind: 'connectKeys' | 'serialKeys') =>
  cloud.engine.transact(place, ({ host }) =>
    host[kind].active({ ...place, instanceId }, user).map(({ line }) => line),
  )

describe('SendSSHPublicKey', () => {
  it('lets the key in for a minute of wall time, whatever the account’s clock says', async () => {
    const id = await run()
    const sent = await send(id, zone)
    expect(sent.Success).toBe(true)
    expect(sent.RequestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(linesOf(id, 'ec2-user', 'connectKeys')).toEqual([key])
    expect(linesOf(id, 'root', 'connectKeys')).toEqual([])
    await cloud.advance('1h')
    wall.advance(59_999)
    expect(linesOf(id, 'ec2-user', 'connectKeys')).toEqual([key])
    wall.advance(1)
    expect(linesOf(id, 'ec2-user', 'connectKeys')).toEqual([])
  })

  it('reaches the instance’s own sshd, which asks metadata', async () => {
    const id = await run()
    await send(id)
    const guest = cloud.engine.transact(place, ({ host }) =>
      host.findGuest({ ...place, instanceId: id }),
    )
    const ask = async (user: string) => {
      const argv = ['/opt/aws/bin/eic_run_authorized_keys', user]
      const asked = await guest?.execute({ user: 'root', argv })
      if (!asked) throw new Error('no guest')
      asked.stdin.end()
      return text(asked.stdout)
    }
    expect(await ask('ec2-user')).toBe(`${key}\n`)
    expect(await ask('root')).toBe('')
    wall.advance(60_000)
    expect(await ask('ec2-user')).toBe('')
  })

  it('keeps one of a key, and forgets all when the account is reset', async () => {
    const id = await run()
    await send(id)
    wall.advance(30_000)
    await send(id)
    wall.advance(45_000)
    expect(linesOf(id, 'ec2-user', 'connectKeys')).toEqual([key])
    cloud.engine.reset(place.account)
    expect(linesOf(id, 'ec2-user', 'connectKeys')).toEqual([])
  })

  it('refuses bad keys, users, instances, states and zones', async () => {
    const id = await run()
    await expect(send('i-0123456789abcdef0')).rejects.toMatchObject({
      name: 'EC2InstanceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    })
    await expect(send('mi-0123456789abcdef0')).rejects.toMatchObject({
      name: 'InvalidArgsException',
      message: expect.stringContaining("at 'instanceId' failed to satisfy constraint"),
    })
    await expect(send(id, { InstanceOSUser: 'no such user' })).rejects.toMatchObject({
      name: 'InvalidArgsException',
    })
    const broken = `ssh-rsa ${'A'.repeat(100)}`
    await expect(send(id, { SSHPublicKey: broken })).rejects.toMatchObject({
      name: 'InvalidArgsException',
      message:
        'Invalid input parameter received for Illegal argument exception: RSA - SSH Public key is invalid',
    })
    await expect(send(id, { AvailabilityZone: 'ap-northeast-2c' })).rejects.toMatchObject({
      name: 'InvalidArgsException',
    })
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('60s')
    await expect(send(id)).rejects.toMatchObject({ name: 'EC2InstanceStateInvalidException' })
    expect(linesOf(id, 'ec2-user', 'connectKeys')).toEqual([])
  })
})

describe('SendSerialConsoleSSHPublicKey', () => {
  it('needs the account’s leave and a Nitro instance that is on', async () => {
    const id = await run()
    await expect(sendSerial(id)).rejects.toMatchObject({
      name: 'SerialConsoleAccessDisabledException',
      $metadata: { httpStatusCode: 403 },
    })
    await cloud.ec2().send(new EnableSerialConsoleAccessCommand({}))
    expect((await sendSerial(id, 0)).Success).toBe(true)
    expect(linesOf(id, 'port0', 'serialKeys')).toEqual([key])
    expect(linesOf(id, 'port0', 'connectKeys')).toEqual([])
    await expect(sendSerial(id, 1)).rejects.toMatchObject({ name: 'InvalidArgsException' })
    await expect(sendSerial(await run('t2.micro'))).rejects.toMatchObject({
      name: 'EC2InstanceTypeInvalidException',
    })
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('60s')
    await expect(sendSerial(id)).rejects.toMatchObject({
      name: 'EC2InstanceStateInvalidException',
    })
  })

  it('lets one at a time to the serial port', async () => {
    const id = await run()
    await cloud.ec2().send(new EnableSerialConsoleAccessCommand({}))
    const target = { ...place, instanceId: id }
    const options = { cols: 80, rows: 24, onData: () => undefined, onExit: () => undefined }
    const terminal = await cloud.openSerialConsole(target, options)
    await expect(sendSerial(id)).rejects.toMatchObject({
      name: 'SerialConsoleSessionLimitExceededException',
      $metadata: { httpStatusCode: 400 },
      message:
        'The instance currently has 1 active serial console session. Only 1 session is supported at a time.',
    })
    // Whoever had a key already.
    await expect(cloud.openSerialConsole(target, options)).rejects.toThrow(/Somebody else/)
    terminal.close()
    expect((await sendSerial(id)).Success).toBe(true)
  })
})
