import {
  CreateFlowLogsCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeVpcsCommand,
  type CreateFlowLogsCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let vpc = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  const { Vpcs } = await cloud.ec2().send(new DescribeVpcsCommand({}))
  vpc = Vpcs?.[0]?.VpcId ?? ''
})
afterAll(() => cloud.close())

const create = (input: Partial<CreateFlowLogsCommandInput>) =>
  cloud.ec2().send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [vpc],
      TrafficType: 'ALL',
      ...input,
    }),
  )
const toS3 = { LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows' } as const

it('are created, described, tagged, and deleted', async () => {
  const made = await create({
    ...toS3,
    MaxAggregationInterval: 60,
    TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [{ Key: 'k', Value: 'v' }] }],
  })
  expect(made.Unsuccessful).toEqual([])
  const id = made.FlowLogIds?.[0] ?? ''
  expect(id).toMatch(/^fl-0[0-9a-f]{16}$/)
  await expect(create(toS3)).rejects.toMatchObject({
    name: 'FlowLogAlreadyExists',
    message:
      'Error. There is an existing Flow Log with the same configuration and log destination.',
  })
  const { FlowLogs } = await cloud.ec2().send(
    new DescribeFlowLogsCommand({
      Filter: [
        { Name: 'resource-id', Values: [vpc] },
        { Name: 'tag:k', Values: ['v'] },
      ],
    }),
  )
  expect(FlowLogs).toMatchObject([
    {
      FlowLogId: id,
      FlowLogStatus: 'ACTIVE',
      DeliverLogsStatus: 'SUCCESS',
      LogDestination: 'arn:aws:s3:::flows',
      LogDestinationType: 's3',
      MaxAggregationInterval: 60,
      TrafficType: 'ALL',
      LogFormat: expect.stringMatching(/^\$\{version\} \$\{account-id\} .*\$\{log-status\}$/),
    },
  ])
  const remove = () => cloud.ec2().send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }))
  await remove()
  await expect(remove()).rejects.toMatchObject({ name: 'InvalidFlowLogId.NotFound' })
})

it('are refused with what is wrong', async () => {
  const group = { LogGroupName: 'flows' }
  const permission = { DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/flows' }
  const refusals: readonly (readonly [Partial<CreateFlowLogsCommandInput>, string])[] = [
    [{ ...toS3, MaxAggregationInterval: 10 }, 'Invalid Flow Log Max Aggregation Interval'],
    [{}, "LogDestination can't be empty if LogGroupName is not provided."],
    [
      { LogDestinationType: 's3', ...group },
      'LogDestination type must be cloud-watch-logs if LogGroupName is provided.',
    ],
    [group, "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs."],
    [
      { ...group, ...permission, LogDestination: 'arn:aws:logs:us-east-1:1:log-group:x' },
      'Please only provide LogGroupName or only provide LogDestination.',
    ],
    [{ ...toS3, LogFormat: '${srcaddr} ${nonsense}' }, 'Unknown fields provided: nonsense'],
  ]
  for (const [input, message] of refusals) {
    await expect(create(input), message).rejects.toMatchObject({
      name: 'InvalidParameter',
      message,
    })
  }
  await expect(create({ ...toS3, ResourceIds: ['vpc-00000000'] })).rejects.toMatchObject({
    name: 'InvalidVpcID.NotFound',
  })
})
