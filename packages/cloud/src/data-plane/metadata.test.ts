import { execFileSync } from 'node:child_process'
import { constants, createVerify, generateKeyPairSync, X509Certificate } from 'node:crypto'
import {
  AssociateAddressCommand,
  AllocateAddressCommand,
  AttachNetworkInterfaceCommand,
  CreateKeyPairCommand,
  CreateNetworkInterfaceCommand,
  CreatePlacementGroupCommand,
  DescribeInstancesCommand,
  ModifyInstanceMetadataOptionsCommand,
  RunInstancesCommand,
  type Instance,
  type ModifyInstanceMetadataOptionsCommandInput,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import {
  EC2InstanceConnectClient,
  SendSSHPublicKeyCommand,
} from '@aws-sdk/client-ec2-instance-connect'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../catalogue/images.ts'
import { authorizedKeysLine, encodePublicKey } from '../services/ec2/key-pairs/public-keys.ts'
import { makeSessionRole } from '../testing/session-role.ts'
import { createGuestFetch } from './metadata.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const place = { account, region }
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
const ttl = { 'X-aws-ec2-metadata-token-ttl-seconds': '60' }

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function run(more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const launch = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  const made = await cloud.ec2().send(new RunInstancesCommand({ ...launch, ...more }))
  await cloud.advance('60s')
  return made.Instances?.[0]?.InstanceId ?? ''
}

/** One whose metadata can be read without a token. */
const runOpen = (more: Partial<RunInstancesCommandInput> = {}) =>
  run({ ...more, MetadataOptions: { HttpTokens: 'optional', InstanceMetadataTags: 'enabled' } })

async function instance(id: string): Promise<Instance> {
  const found = await cloud.ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0] ?? {}
}
const modify = (
  InstanceId: string,
  more: Omit<ModifyInstanceMetadataOptionsCommandInput, 'InstanceId'>,
) => cloud.ec2().send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, ...more }))

interface Ask {
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  readonly hops?: number
}

function fetcher(instanceId: string) {
  const fetch = createGuestFetch(cloud.engine)({ ...place, instanceId })
  return async (path: string, { headers = {}, method = 'GET', hops }: Ask = {}) => {
    const url = `http://169.254.169.254${path}`
    const answer = await fetch({ method, url, headers, body: new Uint8Array(), hops })
    return 'status' in answer
      ? { status: answer.status, text: Buffer.from(answer.body).toString() }
      : { status: 0, text: answer.unreachable }
  }
}

/** The value at a path below `/latest/`; fails when there is none. */
function reader(instanceId: string) {
  const get = fetcher(instanceId)
  return async (path: string) => {
    const { status, text } = await get(`/latest/${path}`)
    expect([path, status]).toEqual([path, 200])
    return text
  }
}

describe('the door', () => {
  it('asks for a token where version 2 is required, and tokens end', async () => {
    const get = fetcher(await run())
    expect((await get('/latest/meta-data/')).status).toBe(401)
    expect((await get('/latest/api/token', { method: 'PUT' })).status).toBe(400)
    const tooLong = { 'X-aws-ec2-metadata-token-ttl-seconds': '21601' }
    const put = (headers: Readonly<Record<string, string>>) =>
      get('/latest/api/token', { method: 'PUT', headers })
    expect((await put(tooLong)).status).toBe(400)
    expect((await put({ ...ttl, 'X-Forwarded-For': '10.0.0.1' })).status).toBe(403)
    expect((await get('/latest/api/token', { headers: ttl })).status).toBe(405)
    const token = (await put(ttl)).text
    expect((await put(ttl)).text).not.toBe(token)
    const headers = { 'X-aws-ec2-metadata-token': token }
    expect((await get('/latest/meta-data/', { headers })).text).toContain('instance-id')
    expect((await get('/latest/meta-data/', { headers, method: 'DELETE' })).status).toBe(405)
    expect((await get('/latest/meta-data/nothing', { headers })).status).toBe(404)
    const other = fetcher(await run())
    expect((await other('/latest/meta-data/', { headers })).status).toBe(401)
    await cloud.advance('61s')
    expect((await get('/latest/meta-data/', { headers })).status).toBe(401)
  })

  it('refuses a token that is wrong even where none is needed', async () => {
    const get = fetcher(await runOpen())
    expect((await get('/latest/meta-data/ami-id')).status).toBe(200)
    const headers = { 'X-aws-ec2-metadata-token': 'wrong' }
    expect((await get('/latest/meta-data/ami-id', { headers })).status).toBe(401)
  })

  it('answers a HEAD without a body', async () => {
    const get = fetcher(await runOpen())
    const head = await get('/latest/meta-data/instance-id', { method: 'HEAD' })
    expect(head).toEqual({ status: 200, text: '' })
  })

  it('lets tokens no further than the hop limit', async () => {
    const id = await run()
    const get = fetcher(id)
    const fromContainer = { method: 'PUT', headers: ttl, hops: 1 }
    expect((await get('/latest/api/token', fromContainer)).status).toBe(200)
    await modify(id, { HttpPutResponseHopLimit: 1 })
    expect(await get('/latest/api/token', fromContainer)).toEqual({ status: 0, text: 'timed-out' })
    expect((await get('/latest/api/token', { method: 'PUT', headers: ttl })).status).toBe(200)
  })

  it('takes hostile paths for what they are: nothing', async () => {
    const get = fetcher(await runOpen())
    for (const path of [
      '/%E0%A4%A',
      '/latest/%FF',
      '/latest/meta-data/%00',
      '/latest/meta-data/__proto__/',
      '/latest/meta-data/constructor',
      '/latest/meta-data/instance-id/further',
      `/latest/${'meta-data/'.repeat(1000)}`,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
    expect((await get('/latest/../../etc/passwd')).status).toBe(404)
  })

  it('is shut when the endpoint is disabled', async () => {
    const id = await runOpen()
    await modify(id, { HttpEndpoint: 'disabled' })
    const get = fetcher(id)
    expect((await get('/latest/meta-data/')).status).toBe(403)
    expect((await get('/latest/api/token', { method: 'PUT', headers: ttl })).status).toBe(403)
  })
})

describe('the tree', () => {
  it('is listed from its root, folders with a slash', async () => {
    const get = fetcher(await runOpen({ UserData: Buffer.from('x').toString('base64') }))
    expect((await get('/')).text.split('\n')).toContain('2021-03-23')
    expect((await get('/latest/')).text).toBe('dynamic\nmeta-data\nuser-data')
    expect((await get('/2009-04-04/meta-data/')).text).toContain('placement/')
    expect((await get('/1999-01-01/meta-data/')).status).toBe(404)
    expect((await get('/latest/dynamic/instance-identity/')).text).toBe(
      'document\npkcs7\nrsa2048\nsignature',
    )
  })

  it('tells what the records say', async () => {
    await cloud.ec2().send(
      new CreatePlacementGroupCommand({
        GroupName: 'parts',
        Strategy: 'partition',
        PartitionCount: 3,
      }),
    )
    await cloud.ec2().send(new CreateKeyPairCommand({ KeyName: 'mine', KeyType: 'ed25519' }))
    const id = await runOpen({
      InstanceType: 'c5.large',
      KeyName: 'mine',
      UserData: Buffer.from('#!/bin/sh\nécho').toString('base64'),
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
      Placement: { GroupName: 'parts', PartitionNumber: 2 },
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1 } }],
    })
    const read = reader(id)
    const shown = await instance(id)
    const expected = {
      'ami-id': ImageId,
      'ami-launch-index': '0',
      'block-device-mapping/ami': '/dev/xvda',
      'block-device-mapping/ebs1': 'sdf',
      'events/maintenance/scheduled': '[]',
      hostname: shown.PrivateDnsName,
      'instance-id': id,
      'instance-life-cycle': 'on-demand',
      'instance-type': 'c5.large',
      'local-ipv4': shown.PrivateIpAddress,
      'placement/availability-zone': shown.Placement?.AvailabilityZone,
      'placement/availability-zone-id': shown.Placement?.AvailabilityZoneId,
      'placement/group-name': 'parts',
      'placement/partition-number': '2',
      'placement/region': region,
      'public-keys/': '0=mine',
      'public-keys/0/': 'openssh-key',
      'public-hostname': shown.PublicDnsName,
      'public-ipv4': shown.PublicIpAddress,
      'security-groups': 'default',
      'services/domain': 'amazonaws.com',
      'services/partition': 'aws',
      system: 'nitro',
      'tags/instance/Name': 'web',
    }
    for (const [path, value] of Object.entries(expected)) {
      expect([path, await read(`meta-data/${path}`)]).toEqual([path, value])
    }
    expect(await read('meta-data/public-keys/0/openssh-key')).toMatch(/^ssh-ed25519 \S+ mine$/)
    expect(await read('user-data')).toBe('#!/bin/sh\nécho')
    expect(await read('dynamic/fws/instance-monitoring')).toBe('disabled')
    const get = fetcher(id)
    for (const absent of ['iam/', 'spot/', 'autoscaling/', 'product-codes']) {
      expect([absent, (await get(`/latest/meta-data/${absent}`)).status]).toEqual([absent, 404])
    }
    await modify(id, { InstanceMetadataTags: 'disabled' })
    expect((await get('/latest/meta-data/tags/instance/Name')).status).toBe(404)
  })

  it('tells of every interface and its addresses, as soon as they are there', async () => {
    const id = await runOpen()
    const read = reader(id)
    const { SubnetId, PrivateIpAddress, PublicIpAddress = '', VpcId } = await instance(id)
    const made = await cloud
      .ec2()
      .send(new CreateNetworkInterfaceCommand({ SubnetId, SecondaryPrivateIpAddressCount: 1 }))
    const { NetworkInterfaceId = '', PrivateIpAddresses = [] } = made.NetworkInterface ?? {}
    const at = { InstanceId: id, NetworkInterfaceId, DeviceIndex: 1 }
    await cloud.ec2().send(new AttachNetworkInterfaceCommand(at))
    const { AllocationId, PublicIp } = await cloud.ec2().send(new AllocateAddressCommand({}))
    const second = PrivateIpAddresses[1]?.PrivateIpAddress
    await cloud.ec2().send(
      new AssociateAddressCommand({
        AllocationId,
        NetworkInterfaceId,
        PrivateIpAddress: second,
      }),
    )
    const macs = (await read('meta-data/network/interfaces/macs/')).split('\n')
    expect(macs[0]).toBe(`${await read('meta-data/mac')}/`)
    const [first = '', other = ''] = macs.map((mac) => `meta-data/network/interfaces/macs/${mac}`)
    expect(await read(`${first}ipv4-associations/${PublicIpAddress}`)).toBe(PrivateIpAddress)
    expect(await read(`${first}vpc-id`)).toBe(VpcId)
    expect(await read(`${other}device-number`)).toBe('1')
    expect(await read(`${other}network-card`)).toBe('0')
    expect(await read(`${other}interface-id`)).toBe(NetworkInterfaceId)
    expect(await read(`${other}local-ipv4s`)).toBe(
      PrivateIpAddresses.map((each) => each.PrivateIpAddress).join('\n'),
    )
    expect(await read(`${other}public-ipv4s`)).toBe(PublicIp)
    expect(await read(`${other}ipv4-associations/${PublicIp}`)).toBe(second)
    expect(await read(`${other}subnet-id`)).toBe(SubnetId)
  })
})

describe('what is signed', () => {
  it('is the identity document, verifiable by the certificate in its envelope', async () => {
    const id = await runOpen()
    const read = reader(id)
    const document = await read('dynamic/instance-identity/document')
    expect(JSON.parse(document)).toMatchObject({ instanceId: id, region, accountId: account })
    expect(document).toContain(`"region" : "${region}"`)
    const { publicKey } = new X509Certificate(await read('meta-data/managed-ssh-keys/signer-cert'))
    const signature = await read('dynamic/instance-identity/signature')
    const verified = (text: string) =>
      createVerify('sha256').update(text).verify(publicKey, signature, 'base64')
    expect(verified(document)).toBe(true)
    expect(verified(document.replace(region, 'us-east-1'))).toBe(false)

    const pem = await read('dynamic/instance-identity/rsa2048')
    const envelope = `-----BEGIN PKCS7-----\n${pem}\n-----END PKCS7-----\n`
    const verify = ['cms', '-verify', '-inform', 'PEM', '-noverify']
    expect(execFileSync('openssl', verify, { input: envelope, stdio: 'pipe' }).toString()).toBe(
      document,
    )
    const forged = Buffer.from(pem, 'base64')
      .toString('latin1')
      .replace(id, id.replace('i-0', 'i-1'))
    const other = Buffer.from(forged, 'latin1').toString('base64')
    const input = envelope.replace(pem, other.replace(/(.{64})(?=.)/g, '$1\n'))
    expect(() => execFileSync('openssl', verify, { input, stdio: 'pipe' })).toThrow(/[Vv]erif/)
  })

  it('is every key that Instance Connect has pushed', async () => {
    const id = await runOpen()
    const read = reader(id)
    const { publicKey } = generateKeyPairSync('ed25519')
    const line = authorizedKeysLine(encodePublicKey(publicKey), 'ed25519', 'laptop')
    const connect = new EC2InstanceConnectClient(cloud.config())
    const { RequestId } = await connect.send(
      new SendSSHPublicKeyCommand({
        InstanceId: id,
        InstanceOSUser: 'ec2-user',
        SSHPublicKey: line,
      }),
    )
    connect.destroy()
    expect(await read('meta-data/managed-ssh-keys/active-keys/')).toBe('ec2-user')
    const text = await read('meta-data/managed-ssh-keys/active-keys/ec2-user')
    const [timestamp, instanceLine, caller, request, key, signature = ''] = text.split('\n')
    expect(timestamp).toMatch(/^#Timestamp=\d{10}$/)
    expect([instanceLine, caller, request, key]).toEqual([
      `#Instance=${id}`,
      `#Caller=arn:aws:iam::${account}:root`,
      `#Request=${RequestId}`,
      line,
    ])
    const certificate = new X509Certificate(await read('meta-data/managed-ssh-keys/signer-cert'))
    const signed = text.slice(0, text.indexOf(signature))
    const verified = createVerify('sha256').update(signed).verify(
      {
        key: certificate.publicKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 32,
      },
      signature,
      'base64',
    )
    expect(verified).toBe(true)
    const get = fetcher(id)
    expect((await get('/latest/meta-data/managed-ssh-keys/active-keys/root')).status).toBe(404)
  })
})

describe('credentials', () => {
  interface Keys {
    readonly AccessKeyId: string
    readonly SecretAccessKey: string
    readonly Token: string
    readonly Expiration: string
  }
  const callerOf = (keys: Keys) =>
    cloud
      .sts({
        credentials: {
          accessKeyId: keys.AccessKeyId,
          secretAccessKey: keys.SecretAccessKey,
          sessionToken: keys.Token,
        },
      })
      .send(new GetCallerIdentityCommand({}))

  it('of the role work here, stay the same, are renewed, and end', async () => {
    await makeSessionRole(cloud.iam(), 'web')
    const id = await runOpen({ IamInstanceProfile: { Name: 'web' } })
    const read = reader(id)
    expect(JSON.parse(await read('meta-data/iam/info'))).toMatchObject({
      Code: 'Success',
      InstanceProfileArn: `arn:aws:iam::${account}:instance-profile/web`,
    })
    expect(await read('meta-data/iam/security-credentials/')).toBe('web')
    const keysNow = async (): Promise<Keys> =>
      JSON.parse(await read('meta-data/iam/security-credentials/web'))
    const keys = await keysNow()
    expect(Date.parse(keys.Expiration)).toBe(cloud.now() + 6 * 3_600_000)
    const caller = await callerOf(keys)
    expect(caller.Arn).toBe(`arn:aws:sts::${account}:assumed-role/web/${id}`)
    await cloud.advance('5h')
    expect((await keysNow()).AccessKeyId).toBe(keys.AccessKeyId)
    await cloud.advance('56m')
    const renewed = await keysNow()
    expect(renewed.AccessKeyId).not.toBe(keys.AccessKeyId)
    expect((await callerOf(keys)).Account).toBe(account)
    await cloud.advance('5m')
    await expect(callerOf(keys)).rejects.toMatchObject({ name: 'ExpiredToken' })
    expect((await callerOf(renewed)).Arn).toBe(caller.Arn)
  })

  it('of the instance say who it is', async () => {
    const id = await runOpen()
    const path = 'meta-data/identity-credentials/ec2/security-credentials/ec2-instance'
    const keys: Keys = JSON.parse(await reader(id)(path))
    expect((await callerOf(keys)).Arn).toBe(
      `arn:aws:sts::${account}:assumed-role/aws:ec2-instance/${id}`,
    )
  })
})
