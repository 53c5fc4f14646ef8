import { DescribeInstances$ } from '@aws-sdk/client-ec2'
import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols'
import { describe, expect, test } from 'vitest'
import { FastEc2QueryProtocol, onlyMembers } from './index.ts'

const schema = onlyMembers(DescribeInstances$[5], {
  NextToken: true,
  Reservations: {
    ReservationId: true,
    Instances: {
      InstanceId: true,
      LaunchTime: true,
      State: true,
      Placement: { AvailabilityZone: true },
      NetworkInterfaces: { NetworkInterfaceId: true, Association: { PublicIp: true } },
    },
  },
})

const options = {
  defaultNamespace: '',
  xmlNamespace: '',
  version: '2016-11-15',
  errorTypeRegistries: [],
}
const fast = new FastEc2QueryProtocol(options)
const stock = new AwsEc2QueryProtocol(options)

/** What both readers make of an answer with these instances. */
async function read(...instances: string[]): Promise<readonly [unknown, unknown]> {
  const items = instances.map((one) => `<item>${one}</item>`).join('')
  const xml = `<DescribeInstancesResponse><reservationSet><item><reservationId>r-1</reservationId><ownerId>1</ownerId><instancesSet>${items}</instancesSet></item></reservationSet><nextToken>t</nextToken></DescribeInstancesResponse>`
  const readers = [fast, stock].map((one) => Reflect.get(one, 'deserializer'))
  const [ours, theirs] = await Promise.all(readers.map((one) => one.read(schema, Buffer.from(xml))))
  return [ours, theirs]
}

const running = '<instanceState><code>16</code><name>running</name></instanceState>'
const zone = (name: string) =>
  `<placement><availabilityZone>${name}</availabilityZone><tenancy>default</tenancy></placement>`
const nic = (id: string, address = '') =>
  `<networkInterfaceSet><item><networkInterfaceId>${id}</networkInterfaceId><groupSet><item><groupId>sg</groupId></item></groupSet>${address}</item></networkInterfaceSet>`
const at = '<launchTime>2026-01-02T03:04:05.000Z</launchTime>'

describe('an answer of which only some members are wanted is read as the stock parser reads it', () => {
  test.each([
    ['alike', [1, 2, 3].map((n) => `<instanceId>i-${n}</instanceId>${running}${zone('a')}${at}`)],
    [
      'in turns',
      ['a', 'b', 'a', 'b'].map((z, n) => `<instanceId>i-${n}</instanceId>${zone(z)}${running}`),
    ],
    ['with gaps', [`${running}${at}`, zone('a'), `${running}${zone('a')}`, '', `${at}${running}`]],
    [
      'with lists',
      [
        nic('eni-1'),
        nic(
          'eni-2',
          '<association><publicIp>1.2.3.4</publicIp><ipOwnerId>amazon</ipOwnerId></association>',
        ),
        nic('eni-1'),
      ],
    ],
    [
      'unwanted ones among them',
      ['a', 'b'].map(
        (k) =>
          `<keyName>${k}</keyName>${running}<keyName2/><tagSet><item><key>k</key></item></tagSet>`,
      ),
    ],
    [
      'unwanted ones that hold their like',
      [`<x><x>1</x></x>${running}`, `<x><x>2</x></x>${running}`],
    ],
    [
      'comments and CDATA in what is unwanted',
      [`<x><!-- </x> --></x>${running}`, `<x><![CDATA[</x>]]></x>${running}`],
    ],
    [
      'empty ones',
      ['<instanceState/><placement></placement>', '<instanceState/><placement></placement>'],
    ],
    ['a member twice', [`${running}${running}`, `${running}${running}`]],
    ['other spellings', ['<instanceId >i-1</instanceId>', '<instanceId a="1">i-1</instanceId>']],
  ])('%s', async (_, instances) => {
    const [ours, theirs] = await read(...instances)
    expect(ours).toEqual(theirs)
    expect(ours).toMatchObject({ NextToken: 't', Reservations: [{ ReservationId: 'r-1' }] })
  })

  test('and nothing else comes of it', async () => {
    const [ours] = await read(
      `<instanceId>i-1</instanceId><keyName>k</keyName>${zone('a')}${nic('eni-1')}`,
    )
    expect(ours).toEqual({
      NextToken: 't',
      Reservations: [
        {
          ReservationId: 'r-1',
          Instances: [
            {
              InstanceId: 'i-1',
              Placement: { AvailabilityZone: 'a' },
              NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }],
            },
          ],
        },
      ],
    })
  })
})

test('a member that the operation does not have is a mistake of ours', () => {
  expect(() => onlyMembers(DescribeInstances$[5], { Reservation: true })).toThrow(
    'no member Reservation',
  )
})
