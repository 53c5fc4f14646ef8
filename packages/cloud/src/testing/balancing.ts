import * as ec2 from '@aws-sdk/client-ec2'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { echoDriver } from './echo-driver.ts'

/** A cloud with what tests of load balancing begin with: the default VPC, a group, short ways to make things. */
export interface Balancing {
  readonly cloud: TestCloud
  readonly client: elb.ElasticLoadBalancingV2Client
  readonly network: ec2.EC2Client
  readonly vpcId: string
  /** One in each zone. */
  readonly subnets: readonly string[]
  readonly zones: readonly string[]
  balancer(
    input: Partial<elb.CreateLoadBalancerInput> & { Name: string },
  ): Promise<elb.LoadBalancer>
  targetGroup(
    input: Partial<elb.CreateTargetGroupInput> & { Name: string },
  ): Promise<elb.TargetGroup>
  listener(input: Partial<elb.CreateListenerInput>): Promise<elb.Listener>
  /** Runs. */
  instance(subnetId?: string): Promise<string>
}

export async function startBalancing(): Promise<Balancing> {
  const cloud = await startTestCloud({ driver: echoDriver })
  const client = cloud.elbv2()
  const network = cloud.ec2()
  const { Subnets = [] } = await network.send(new ec2.DescribeSubnetsCommand({}))
  const subnets = Subnets.map(({ SubnetId = '' }) => SubnetId)
  const vpcId = Subnets[0]?.VpcId ?? ''
  return {
    cloud,
    client,
    network,
    vpcId,
    subnets,
    zones: Subnets.map(({ AvailabilityZone = '' }) => AvailabilityZone),
    async balancer(input) {
      const usual = input.SubnetMappings ? {} : { Subnets: subnets.slice(0, 2) }
      const made = await client.send(new elb.CreateLoadBalancerCommand({ ...usual, ...input }))
      return only(made.LoadBalancers)
    },
    async targetGroup(input) {
      const usual = { Protocol: 'HTTP', Port: 80, VpcId: vpcId } as const
      const made = await client.send(new elb.CreateTargetGroupCommand({ ...usual, ...input }))
      return only(made.TargetGroups)
    },
    async listener(input) {
      const usual = {
        LoadBalancerArn: '',
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [gone],
      } as const
      const made = await client.send(
        new elb.CreateListenerCommand({ ...usual, DefaultActions: [gone], ...input }),
      )
      return only(made.Listeners)
    },
    async instance(SubnetId = subnets[0]) {
      const { Images = [] } = await network.send(
        new ec2.DescribeImagesCommand({
          Owners: ['amazon'],
          Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
        }),
      )
      const { Instances = [] } = await network.send(
        new ec2.RunInstancesCommand({
          ImageId: Images[0]?.ImageId,
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
          SubnetId,
        }),
      )
      await cloud.advance('10s')
      return Instances[0]?.InstanceId ?? ''
    },
  }
}

/** A default action that needs nothing else. */
export const gone: elb.Action = {
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'Gone' },
}

export const forward = (TargetGroupArn: string | undefined): elb.Action => ({
  Type: 'forward',
  TargetGroupArn,
})

function only<T>(list: readonly T[] | undefined): T {
  const [one] = list ?? []
  if (one === undefined) throw new Error('Nothing was made')
  return one
}
