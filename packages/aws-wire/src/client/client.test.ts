import {
  DescribeInstancesCommand,
  type DescribeInstancesCommandOutput,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { HttpResponse } from '@smithy/core/protocols'
import { describe, expect, test } from 'vitest'
import { connectedTo } from '../testing/in-process.ts'
import { FastEc2QueryProtocol, FastQueryProtocol } from './index.ts'

/** The options of a client that is answered with this text whatever it asks. */
function answeredWith(body: string) {
  const headers = { 'x-amzn-requestid': 'r-1' }
  return {
    ...connectedTo(() => ({})),
    requestHandler: {
      handle: () =>
        Promise.resolve({
          response: new HttpResponse({ statusCode: 200, headers, body: Buffer.from(body) }),
        }),
    },
  }
}

async function outcome(client: EC2Client): Promise<unknown> {
  try {
    const { $metadata: _, ...output }: DescribeInstancesCommandOutput = await client.send(
      new DescribeInstancesCommand(),
    )
    return output
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error
  }
}

function answer(inner: string, head = '<?xml version="1.0" encoding="UTF-8"?>\n'): string {
  return `${head}<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${inner}</DescribeInstancesResponse>`
}

function instance(inner: string): string {
  return answer(
    `<requestId>r</requestId><reservationSet><item><instancesSet><item>${inner}</item></instancesSet></item></reservationSet>`,
  )
}

describe('the one-pass reader and the stock parser agree on', () => {
  test.each([
    [
      'plain members',
      instance(
        '<instanceId>i-1</instanceId><ebsOptimized>TRUE</ebsOptimized><amiLaunchIndex>3</amiLaunchIndex>',
      ),
    ],
    [
      'indented XML',
      answer(
        '\n  <reservationSet>\n    <item>\n      <reservationId>r-1</reservationId>\n    </item>\n  </reservationSet>\n',
      ),
    ],
    ['no declaration', answer('<reservationSet/>', '')],
    ['CDATA', instance('<instanceId><![CDATA[<i-1>&amp;]]></instanceId>')],
    ['a comment', instance('<!-- none --><instanceId>i<!-- - -->-1</instanceId>')],
    ['a processing instruction', instance('<?go?><instanceId>i-1</instanceId>')],
    ['attributes', instance('<instanceId a="1">i-1</instanceId><keyName>k</keyName>')],
    ['a space in a tag', instance('<instanceId >i-1</instanceId >')],
    [
      'members out of order',
      instance('<vpcId>v</vpcId><instanceId>i-1</instanceId><imageId>a</imageId>'),
    ],
    [
      'members nobody knows',
      instance('<future><deep a="b"><x/>t</deep></future><instanceId>i-1</instanceId><later/>'),
    ],
    [
      'plain members nobody knows',
      instance('<future><deep><x/>t</deep></future><instanceId>i-1</instanceId><later/>'),
    ],
    ['a member twice', instance('<instanceId>i-1</instanceId><instanceId>i-2</instanceId>')],
    ['a list twice', instance('<groupSet><item><groupId>a</groupId></item></groupSet><groupSet/>')],
    ['a text where a structure is', instance('<instanceState>running</instanceState>')],
    ['a structure where a text is', instance('<instanceId><deep>x</deep></instanceId>')],
    ['texts beside items', instance('<groupSet>x<item><groupId>a</groupId></item>y</groupSet>')],
    [
      'items of another name',
      instance('<groupSet><member><groupId>a</groupId></member></groupSet>'),
    ],
    [
      'empty members',
      instance('<instanceId/><keyName></keyName><instanceState/><tagSet/><groupSet></groupSet>'),
    ],
    ['empty scalars', instance('<ebsOptimized/><amiLaunchIndex/>')],
    ['an empty time', instance('<launchTime/>')],
    ['times of other spellings', instance('<launchTime>2026-01-02T03:04:05+09:00</launchTime>')],
    ['a time that is none', instance('<launchTime>2026-13-42T99:04:05Z</launchTime>')],
    [
      'white space',
      instance('<instanceId> </instanceId><keyName>\n</keyName><imageId> a\r\nb </imageId>'),
    ],
    [
      'entities',
      instance('<instanceId>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&none;&amp</instanceId>'),
    ],
    ['a document type', `<!DOCTYPE x>${answer('<reservationSet/>', '')}`],
    ['an empty root', '<DescribeInstancesResponse/>'],
    ['nothing', ''],
    ['no XML', 'Service Unavailable'],
    ['a document cut off', instance('<instanceId>i-1</instanceId>').slice(0, 190)],
    ['tags that cross', answer('<reservationSet><item></reservationSet></item>')],
    ['unknown tags that cross', answer('<a><b></a></b>')],
  ])('%s', async (_, body) => {
    const options = answeredWith(body)
    const stock = await outcome(new EC2Client(options))
    const fast = await outcome(new EC2Client({ ...options, protocol: FastEc2QueryProtocol }))
    expect(fast).toEqual(stock)
  })

  test('and it reads on where a key of every object breaks the stock parser', async () => {
    const options = answeredWith(
      instance('<__proto__><a>b</a></__proto__><instanceId>i</instanceId>'),
    )
    const fast = new EC2Client({ ...options, protocol: FastEc2QueryProtocol })
    expect(await outcome(fast)).toEqual({ Reservations: [{ Instances: [{ InstanceId: 'i' }] }] })
  })

  test('a result that is missing, and one that is there', async () => {
    const role = '<GetRoleResult><Role><RoleName>r</RoleName></Role></GetRoleResult>'
    for (const inner of ['', '<Other/>', role, `<Other><GetRoleResult/></Other>${role}`]) {
      const options = answeredWith(
        `<GetRoleResponse xmlns="https://iam">${inner}</GetRoleResponse>`,
      )
      const get = new GetRoleCommand({ RoleName: 'r' })
      const stock = await new IAMClient(options).send(get)
      const fast = await new IAMClient({ ...options, protocol: FastQueryProtocol }).send(get)
      expect(fast).toEqual(stock)
    }
  })
})

test('a long list is read without holding the event loop', async () => {
  const item =
    '<item><reservationId>r-1</reservationId><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item>'
  const options = answeredWith(answer(`<reservationSet>${item.repeat(60_000)}</reservationSet>`))
  let turns = 0
  let isReading = true
  const turn = (): void => {
    turns++
    if (isReading) setImmediate(turn)
  }
  setImmediate(turn)
  const client = new EC2Client({ ...options, protocol: FastEc2QueryProtocol })
  const { Reservations } = await client.send(new DescribeInstancesCommand())
  isReading = false
  expect(Reservations).toHaveLength(60_000)
  expect(turns).toBeGreaterThan(5)
})
