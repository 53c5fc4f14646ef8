import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unpackItems, type FeedName, type LiveNotice } from '@brume/console-api'
import {
  AllocateAddressCommand,
  CreateTagsCommand,
  CreateNatGatewayCommand,
  CreateVolumeCommand,
  DeleteNatGatewayCommand,
  DeleteVolumeCommand,
  DescribeInternetGatewaysCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  DetachInternetGatewayCommand,
  ReleaseAddressCommand,
} from '@aws-sdk/client-ec2'
import { startTestConsole, type LiveTab, type TestConsole } from '../testing/test-console.ts'

const region = 'ap-northeast-2'
let brume: TestConsole
beforeEach(async () => {
  brume = await startTestConsole()
})
afterEach(() => brume.close())

/** The list as the tab has it, from all that it heard for one subscription. */
function listOf(heard: readonly LiveNotice[], id = 1): Map<string, Record<string, unknown>> {
  const items = new Map<string, Record<string, unknown>>()
  for (const notice of heard) {
    if (notice.type === 'activity' || notice.id !== id) continue
    if (notice.type === 'reset') items.clear()
    if (notice.type !== 'patch') continue
    for (const item of unpackItems(notice.upserts)) items.set(idOf(item), { ...Object(item) })
    for (const gone of notice.deletes) items.delete(gone)
  }
  return items
}

const idOf = (item: unknown): string => {
  const { InstanceId, VolumeId, AllocationId, NatGatewayId, RouteTableId, VpcId } = Object(item)
  return String(InstanceId ?? VolumeId ?? AllocationId ?? NatGatewayId ?? RouteTableId ?? VpcId)
}

const isReady = (heard: readonly LiveNotice[], id = 1) =>
  heard.some((notice) => notice.type === 'ready' && notice.id === id)

async function follow(feed: FeedName, connection = 'embedded'): Promise<LiveTab> {
  const live = await (await brume.tab()).live()
  live.tell({ type: 'subscribe', id: 1, connection, region, feed })
  await live.until((heard) => isReady(heard))
  return live
}

const createVolume = async (account?: string) => {
  const { VolumeId = '' } = await brume.cloud
    .ec2({ account })
    .send(new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 1 }))
  return VolumeId
}

describe('a live list of the embedded cloud', () => {
  test('is one of hundreds that a tab shows: every Region of several connections', async () => {
    const live = await (await brume.tab()).live()
    const { Regions = [] } = await brume.cloud.ec2().send(new DescribeRegionsCommand())
    const places = [1, 2, 3, 4, 5].flatMap((account) =>
      Regions.map(({ RegionName = '' }) => ({
        connection: `embedded-${String(account).repeat(12)}`,
        region: RegionName,
      })),
    )
    expect(places.length).toBeGreaterThan(64)
    places.forEach((place, id) => live.tell({ type: 'subscribe', id, ...place, feed: 'key-pairs' }))
    await live.until((heard) => places.every((_place, id) => isReady(heard, id)))
    live.close()
  })

  test('begins with a snapshot and follows every change, whoever makes it', async () => {
    const first = await createVolume()
    const live = await follow('volumes')
    expect(live.heard.map(({ type }) => type)).toEqual(['reset', 'patch', 'ready'])
    expect([...listOf(live.heard).keys()]).toEqual([first])

    const second = await createVolume()
    await live.until((heard) => listOf(heard).has(second))
    expect(listOf(live.heard).get(second)).toMatchObject({ State: 'creating' })

    await brume.cloud.advance('1m')
    await live.until((heard) => listOf(heard).get(second)?.['State'] === 'available')

    await brume.cloud
      .ec2()
      .send(
        new CreateTagsCommand({ Resources: [second], Tags: [{ Key: 'Name', Value: '디스크' }] }),
      )
    await live.until((heard) => JSON.stringify(listOf(heard).get(second)).includes('디스크'))
    expect(listOf(live.heard).get(second)).toMatchObject({
      Tags: [{ Key: 'Name', Value: '디스크' }],
      CreateTime: expect.stringMatching(/^2026-01-01T.*Z$/),
    })

    await brume.cloud.ec2().send(new DeleteVolumeCommand({ VolumeId: first }))
    await brume.cloud.advance('1m')
    await live.until((heard) => !listOf(heard).has(first))
    expect([...listOf(live.heard).keys()]).toEqual([second])
    live.close()
  })

  test('says nothing of other accounts and Regions', async () => {
    const live = await follow('volumes')
    await createVolume('111111111111')
    await brume.cloud
      .ec2({ region: 'us-east-1' })
      .send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 1 }))
    const own = await createVolume()
    await live.until((heard) => listOf(heard).has(own))
    expect([...listOf(live.heard).keys()]).toEqual([own])
    const theirs = await follow('volumes', 'embedded-111111111111')
    expect(listOf(theirs.heard).size).toBe(1)
    live.close()
    theirs.close()
  })

  test('starts over when the account is reset', async () => {
    await createVolume()
    const live = await follow('volumes')
    const tab = await brume.tab()
    await tab.post('/api/embedded/cloud/reset')
    await live.until((heard) => listOf(heard).size === 0)
    const fresh = await createVolume()
    await live.until((heard) => listOf(heard).has(fresh))
    expect(listOf(live.heard).size).toBe(1)
    live.close()
  })

  test('of addresses, whose changes come from two collections', async () => {
    const live = await follow('addresses')
    const ec2 = brume.cloud.ec2()
    const { AllocationId = '' } = await ec2.send(new AllocateAddressCommand({}))
    await live.until((heard) => listOf(heard).has(AllocationId))
    await ec2.send(new ReleaseAddressCommand({ AllocationId }))
    await live.until((heard) => !listOf(heard).has(AllocationId))
    expect(listOf(live.heard).size).toBe(0)
    live.close()
  })

  test('of route tables, whose routes turn into black holes with their targets', async () => {
    const live = await follow('route-tables')
    const ec2 = brume.cloud.ec2()
    const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({}))
    const [gateway] = InternetGateways ?? []
    const seen = (heard: readonly LiveNotice[]) => JSON.stringify([...listOf(heard).values()])
    expect(seen(live.heard)).not.toContain('blackhole')
    await ec2.send(
      new DetachInternetGatewayCommand({
        InternetGatewayId: gateway?.InternetGatewayId,
        VpcId: gateway?.Attachments?.[0]?.VpcId,
      }),
    )
    await live.until((heard) => seen(heard).includes('blackhole'))
    expect(listOf(live.heard).size).toBe(1)
    live.close()
  })

  test('of NAT gateways, through their states', async () => {
    const live = await follow('nat-gateways')
    const ec2 = brume.cloud.ec2()
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}))
    const { NatGateway } = await ec2.send(
      new CreateNatGatewayCommand({
        SubnetId: Subnets?.[0]?.SubnetId,
        ConnectivityType: 'private',
      }),
    )
    const id = NatGateway?.NatGatewayId ?? ''
    const reaches = (state: string) =>
      live.until((heard) => listOf(heard).get(id)?.['State'] === state)
    await reaches('pending')
    await brume.cloud.advance('1m')
    await reaches('available')
    await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: id }))
    await reaches('deleting')
    await brume.cloud.advance('1m')
    await reaches('deleted')
    await brume.cloud.advance('2h')
    await live.until((heard) => !listOf(heard).has(id))
    expect(listOf(live.heard).size).toBe(0)
    live.close()
  })

  test('several lists share one socket; each ends by itself', async () => {
    const live = await follow('volumes')
    live.tell({ type: 'subscribe', id: 2, connection: 'embedded', region, feed: 'vpcs' })
    await live.until((heard) => isReady(heard, 2))
    expect(listOf(live.heard, 2).size).toBe(1)
    live.tell({ type: 'unsubscribe', id: 1 })
    live.tell({ type: 'subscribe', id: 3, connection: 'embedded', region, feed: 'volumes' })
    const volume = await createVolume()
    await live.until((heard) => listOf(heard, 3).has(volume))
    expect(listOf(live.heard, 1).has(volume)).toBe(false)
    live.close()
  })
})

describe('instances', () => {
  const launch = async (count: number) => {
    const tab = await brume.tab()
    const place = `/api/embedded/${region}`
    const images = await tab.post(`${place}/ec2/DescribeImages`, {
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    })
    const [image] = Object(images.body).Images
    const launched = await tab.post(`${place}/ec2/RunInstances`, {
      ImageId: image.ImageId,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
    })
    expect(launched.status).toBe(200)
    const { Instances } = Object(launched.body)
    return Instances.map((instance: unknown) => String(Object(instance).InstanceId))
  }
  const states = (heard: readonly LiveNotice[], id = 1) =>
    [...listOf(heard, id).values()].map(({ State }) => String(Object(State).Name))

  test('appear, run, show their disks and addresses, stop and go', async () => {
    const live = await follow('instances')
    const [id] = await launch(1)
    await live.until((heard) => states(heard).includes('pending'))
    await brume.cloud.advance('30s')
    await live.until((heard) => states(heard).includes('running'))
    expect(listOf(live.heard).get(id)).toMatchObject({
      InstanceId: id,
      ReservationId: expect.stringMatching(/^r-/),
      OwnerId: '123456789012',
      PublicIpAddress: expect.stringMatching(/^\d+\./),
      BlockDeviceMappings: [{ Ebs: { Status: 'attached' } }],
      LaunchTime: expect.stringMatching(/Z$/),
    })
    const tab = await brume.tab()
    await tab.post(`/api/embedded/${region}/ec2/StopInstances`, { InstanceIds: [id] })
    await live.until((heard) => states(heard).includes('stopping'))
    await brume.cloud.advance('1m')
    await live.until((heard) => states(heard).includes('stopped'))
    expect(listOf(live.heard).get(id)).not.toHaveProperty('PublicIpAddress')
    await tab.post(`/api/embedded/${region}/ec2/TerminateInstances`, { InstanceIds: [id] })
    await brume.cloud.advance('1m')
    await live.until((heard) => states(heard).includes('terminated'))
    await brume.cloud.advance('2h')
    await live.until((heard) => listOf(heard).size === 0)
    live.close()
  })

  test('and their status checks, from the moment they are known', async () => {
    const live = await follow('instance-status')
    const [id] = await launch(2)
    await live.until((heard) => listOf(heard).size === 2)
    await brume.cloud.advance('5m')
    const passed = (heard: readonly LiveNotice[]) =>
      Object(listOf(heard).get(id)?.['InstanceStatus']).Status === 'ok'
    await live.until(passed)
    expect(listOf(live.heard).get(id)).toMatchObject({ SystemStatus: { Status: 'ok' } })
    const tab = await brume.tab()
    await tab.post(`/api/embedded/${region}/ec2/TerminateInstances`, { InstanceIds: [id] })
    await brume.cloud.advance('2h')
    await live.until((heard) => listOf(heard).size === 1)
    live.close()
  })

  test('many at once come whole', async () => {
    const live = await follow('instances')
    await launch(120)
    await live.until((heard) => listOf(heard).size === 120)
    await brume.cloud.advance('1m')
    await live.until((heard) => states(heard).filter((state) => state === 'running').length === 120)
    const late = await follow('instances')
    expect([...listOf(late.heard)].sort()).toEqual([...listOf(live.heard)].sort())
    live.close()
    late.close()
  })

  test('carry what lists show as their full records say it, and no more', async () => {
    await launch(3)
    await brume.cloud.advance('1m')
    const live = await follow('instances')
    const tab = await brume.tab()
    const { body } = await tab.post(`/api/embedded/${region}/ec2/DescribeInstances`, {})
    for (const full of Object(body).Reservations[0].Instances) {
      const shown = listOf(live.heard).get(full.InstanceId) ?? {}
      const { ReservationId: _r, OwnerId: _o, NetworkInterfaces, ...own } = shown
      expect(full).toMatchObject(own)
      expect(Object.keys(own)).toEqual(
        expect.arrayContaining(['State', 'Placement', 'MetadataOptions', 'SecurityGroups']),
      )
      expect(own).not.toHaveProperty('ClientToken')
      const [{ NetworkInterfaceId, Association }] = full.NetworkInterfaces
      expect(NetworkInterfaces).toEqual([
        {
          NetworkInterfaceId,
          Association: { IpOwnerId: Association.IpOwnerId, PublicIp: Association.PublicIp },
          Attachment: { DeviceIndex: 0 },
          Ipv6Addresses: [],
        },
      ])
    }
    live.close()
  })
})

describe('ten tabs', () => {
  test('share one watcher, and all hear of a change at once', async () => {
    const tabs = await Promise.all(Array.from({ length: 10 }, () => follow('volumes')))
    expect(brume.app.live.size).toBe(1)
    const startedAt = performance.now()
    const volume = await createVolume()
    await Promise.all(tabs.map((tab) => tab.until((heard) => listOf(heard).has(volume))))
    // Who looks for changes himself does so every fifteen seconds.
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    // the API stays free while all of them are open
    const page = await brume.tab()
    expect((await page.get('/api/bootstrap')).status).toBe(200)
    for (const tab of tabs) tab.close()
  })

  test('are refused nothing by one that is slow, or closes in the middle', async () => {
    for (let count = 0; count < 5; count += 1) await createVolume()
    const hasty = await (await brume.tab()).live()
    hasty.tell({ type: 'subscribe', id: 1, connection: 'embedded', region, feed: 'volumes' })
    hasty.close()
    const live = await follow('volumes')
    expect(listOf(live.heard).size).toBe(5)
    live.close()
  })
})

test('a stop does not wait for a tab that never says goodbye', async () => {
  const { cookie } = await brume.tab()
  const socket = connect(brume.port, '127.0.0.1')
  const upgraded = new Promise<string>((resolve) =>
    socket.once('data', (data) => resolve(String(data))),
  )
  const head = `Host: 127.0.0.1:${brume.port}\r\nOrigin: ${brume.origin}\r\nCookie: ${cookie}`
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
  socket.write(
    `GET /live HTTP/1.1\r\n${head}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`,
  )
  expect(await upgraded).toContain('101')
  const startedAt = performance.now()
  await brume.close()
  // `ws` would wait for thirty seconds.
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  brume = await startTestConsole()
})

describe('what is refused', () => {
  test.each([
    '{',
    '{"type":"subscribe","id":1}',
    '{"type":"subscribe","id":1,"connection":"embedded","region":"../x","feed":"volumes"}',
    '{"type":"subscribe","id":1,"connection":"embedded","region":"us-east-1","feed":"constructor"}',
    '{"type":"shout","id":1}',
  ])('%s closes the socket', async (text) => {
    const socket = (await brume.tab()).open('/live')
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.once('open', () => socket.send(text))
    expect(await closed).toBe(1008)
  })

  test('a list that cannot be had says why, and comes once it can', async () => {
    const live = await (await brume.tab()).live()
    live.tell({ type: 'subscribe', id: 1, connection: 'nowhere', region, feed: 'volumes' })
    await live.until((heard) => heard.length > 0)
    expect(live.heard).toMatchObject([
      { type: 'error', id: 1, error: { code: 'UnknownConnection', status: 404 } },
    ])
    live.close()
  })
})
