import { CloudWatchClient, PutDashboardCommand } from '@aws-sdk/client-cloudwatch'
import { CreateTagsCommand, DescribeTagsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import { describe, expect, test } from 'vitest'
import { FastEc2QueryProtocol, FastQueryProtocol } from './client/index.ts'
import { type Answer, connectedTo } from './testing/in-process.ts'
import { decode, formRequest, jsonRequest, refusal } from './testing/requests.ts'

const texts: readonly [string, string][] = [
  ['characters beyond the first plane', '😀 𝒳 👩‍👩‍👧 漢字'],
  ['markup', '<Tag attr="a">&amp;</Tag>\'"'],
  ['the end of a CDATA section', 'a]]>b<![CDATA[c]]>'],
  ['references', '&#13;&lt;&#x1F600;&bogus;'],
  ['tabs and line ends', 'a\tb\nc'],
  ['spaces around', '  a  '],
  ['form syntax', 'a=b&c+d%20e;f%'],
  ['a key of every object', '__proto__'],
  ['emptiness', ''],
  ['1 MiB', '漢&'.repeat(1 << 18)],
]

/** Answers with what it was sent, in the place where `into` puts it. */
function echo(
  find: (input: Record<string, unknown>) => unknown,
  into: (text: unknown) => unknown,
): Answer {
  return (_, input) => into(find(input))
}

describe.each(texts)('%s come through', (_, text) => {
  const tags: Answer = (call) =>
    call.operation === 'DescribeTags' ? { Tags: [{ Key: text, Value: text }] } : {}

  test.each([
    ['stock', {}],
    ['one-pass', { protocol: FastEc2QueryProtocol }],
  ])('EC2, %s parser', async (_parser, protocol) => {
    let seen: unknown
    const client = new EC2Client({
      ...connectedTo((call, input) => {
        if (call.operation === 'CreateTags') seen = input['Tags']
        return tags(call, input)
      }),
      ...protocol,
    })
    await client.send(
      new CreateTagsCommand({ Resources: ['i-1'], Tags: [{ Key: text, Value: text }] }),
    )
    expect(seen).toEqual([{ Key: text, Value: text }])
    const { Tags } = await client.send(new DescribeTagsCommand())
    expect(Tags).toEqual([{ Key: text, Value: text }])
  })

  test('Systems Manager', async () => {
    const client = new SSMClient(
      connectedTo(
        echo(
          (input) => input['Value'],
          (Value) => ({ Parameter: { Value }, Tier: Value }),
        ),
      ),
    )
    const put = new PutParameterCommand({ Name: 'n', Value: text, Type: 'String' })
    expect((await client.send(put)).Tier).toBe(text)
    const get = new SSMClient(connectedTo(() => ({ Parameter: { Value: text } })))
    expect((await get.send(new GetParameterCommand({ Name: 'n' }))).Parameter?.Value).toBe(text)
  })

  test.each([
    ['stock', {}],
    ['one-pass', { protocol: FastQueryProtocol }],
  ])('IAM, %s parser', async (_parser, protocol) => {
    const Role = { Path: '/', RoleName: 'r', RoleId: 'AROA', Arn: 'arn', CreateDate: new Date(0) }
    const answer = { Role: { ...Role, Description: text } }
    const client = new IAMClient({ ...connectedTo(() => answer), ...protocol })
    expect((await client.send(new GetRoleCommand({ RoleName: 'r' }))).Role?.Description).toBe(text)
  })

  test.each([
    ['JSON', {}],
    ['query', { protocol: AwsQueryProtocol }],
    ['CBOR', { protocol: AwsSmithyRpcV2CborProtocol }],
  ])('CloudWatch in %s', async (_protocol, protocol) => {
    const client = new CloudWatchClient({
      ...connectedTo(
        echo(
          (input) => input['DashboardBody'],
          (Message) => ({ DashboardValidationMessages: [{ Message }] }),
        ),
      ),
      ...protocol,
    })
    const put = new PutDashboardCommand({ DashboardName: 'd', DashboardBody: text })
    expect((await client.send(put)).DashboardValidationMessages).toEqual([{ Message: text }])
  })
})

test('XML drops what it cannot hold and keeps CR', async () => {
  const text = 'a\u0000\u0008\u001f\uffff\rb\r\nc'
  const client = new EC2Client(connectedTo(() => ({ Tags: [{ Key: 'k', Value: text }] })))
  expect((await client.send(new DescribeTagsCommand())).Tags?.[0]?.Value).toBe('a\rb\r\nc')
})

describe('hostile forms', () => {
  test.each([
    [
      'a huge list number',
      'Action=DescribeInstances&InstanceId.999999999=b&InstanceId.1=a',
      { InstanceIds: ['a', 'b'] },
    ],
    [
      'of equal keys the first',
      'Action=DescribeInstances&InstanceId.1=a&InstanceId.1=b',
      { InstanceIds: ['a'] },
    ],
    ['an empty filter', 'Action=DescribeInstances&Filter.1.Name=', { Filters: [{ Name: '' }] }],
    ['stray separators', '&&Action=DescribeInstances&&&DryRun=true&', { DryRun: true }],
  ])('takes %s', async (_, form, input) => {
    expect(await decode(formRequest('ec2', form))).toEqual(input)
  })

  test.each([
    [
      'a number past all lists',
      'Action=DescribeInstances&InstanceId.99999999999999999999=a',
      'UnknownParameter',
    ],
    ['a negative number', 'Action=DescribeInstances&InstanceId.-1=a', 'UnknownParameter'],
    ['__proto__ as a parameter', 'Action=DescribeInstances&__proto__=a', 'UnknownParameter'],
    ['__proto__.polluted', 'Action=DescribeInstances&__proto__.polluted=a', 'UnknownParameter'],
    [
      'constructor.prototype',
      'Action=DescribeInstances&constructor.prototype.polluted=a',
      'UnknownParameter',
    ],
    [
      '__proto__ in a structure',
      'Action=DescribeInstances&Filter.1.__proto__.polluted=a',
      'UnknownParameter',
    ],
    ['__proto__ in a list', 'Action=DescribeInstances&InstanceId.__proto__=a', 'UnknownParameter'],
    ['a text where a structure is', 'Action=DescribeInstances&Filter.1=a', 'UnknownParameter'],
    ['a structure where a text is', 'Action=DescribeInstances&NextToken.1.a=b', 'UnknownParameter'],
    [
      '100,000 levels',
      `Action=DescribeInstances&Filter${'.1'.repeat(100_000)}=a`,
      'UnknownParameter',
    ],
    ['a broken escape', 'Action=DescribeInstances&NextToken=%E0%A4%A', 'MalformedQueryString'],
    ['a broken escape in a key', 'Action=DescribeInstances&%=a', 'MalformedQueryString'],
    [
      'an escape that is not UTF-8',
      'Action=DescribeInstances&NextToken=%FF',
      'MalformedQueryString',
    ],
    ['no action', 'NextToken=a', 'MissingAction'],
  ])('refuses %s', async (_, form, code) => {
    expect((await refusal(formRequest('ec2', form))).code).toBe(code)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('refuses bytes that are not UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from('Action=DescribeInstances&NextToken='),
      Buffer.from([0xff, 0xfe]),
    ])
    expect((await refusal(formRequest('ec2', body))).code).toBe('MalformedQueryString')
  })

  test('reads a hundred thousand list items without a stall', async () => {
    const ids = Array.from({ length: 100_000 }, (_, n) => `&InstanceId.${100_000 - n}=${n}`).join(
      '',
    )
    const before = process.cpuUsage()
    const { InstanceIds } = await decode(formRequest('ec2', `Action=DescribeInstances${ids}`))
    expect(InstanceIds).toHaveLength(100_000)
    // The processor's time, not the clock's: other work beside it does not count.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000)
  })

  test('map keys are only keys', async () => {
    const form =
      'Action=SimulateCustomPolicy&PolicyInputList.member.1=p&ActionNames.member.1=ec2:Run&ContextEntries.member.1.ContextKeyName=__proto__'
    expect(await decode(formRequest('iam', form))).toMatchObject({
      ContextEntries: [{ ContextKeyName: '__proto__' }],
    })
  })
})

describe('hostile JSON', () => {
  const deep = `{"Name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  test.each([
    ['no JSON', '{"Name":', 'SerializationException'],
    ['a text', '"Name"', 'SerializationException'],
    ['a list', '[]', 'SerializationException'],
    ['a number', '1', 'SerializationException'],
    ['100,000 levels', deep, 'SerializationException'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'SerializationException'],
    ['a key of every object', '{"__proto__":{"Name":"n"}}', 'ValidationException'],
  ])('refuses %s', async (_, body, code) => {
    expect((await refusal(jsonRequest('ssm', 'GetParameter', body))).code).toBe(code)
  })

  test('map keys are only keys', async () => {
    const body =
      '{"Target":"i-0123456789abcdef0","DocumentName":"doc","Parameters":{"__proto__":["x"],"a":["b"]}}'
    const { Parameters } = await decode(jsonRequest('ssm', 'StartSession', body))
    expect(Object.entries(Object(Parameters))).toEqual([
      ['__proto__', ['x']],
      ['a', ['b']],
    ])
    expect(Object.getPrototypeOf(Parameters)).toBe(Object.prototype)
  })

  test('an empty body is an empty input', async () => {
    expect(await decode(jsonRequest('ssm', 'DescribeInstanceInformation', ''))).toEqual({})
  })
})

test.each([
  ['no CBOR', Buffer.from([0xff, 0xff])],
  ['a length past the end', Buffer.from([0x5a, 0x7f, 0xff, 0xff, 0xff])],
  ['a list', Buffer.from([0x80])],
  ['100,000 levels', Buffer.alloc(100_000, 0x81)],
])('refuses CBOR that is %s', async (_, body) => {
  const url = '/service/GraniteServiceVersion20100801/operation/DescribeAlarms'
  const headers = { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' }
  expect((await refusal({ method: 'POST', url, headers, body })).code).toBe(
    'SerializationException',
  )
})
