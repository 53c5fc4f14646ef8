import { AwsError } from '../../../errors.ts'

/** A service of AWS that a VPC can reach by an endpoint. */
export interface EndpointService {
  /** `com.amazonaws.us-east-1.ssm` */
  readonly name: string
  readonly type: 'Gateway' | 'Interface'
  /** The name that leads to the endpoint inside a VPC with private DNS. */
  readonly privateDnsName?: string
  /** What follows the endpoint's own label in its DNS names. */
  readonly baseDnsName: string
}

/** By the last part of their name; `{region}` stands in private names that are not `<service>.<region>.amazonaws.com`. */
const interfaceServices: Readonly<Record<string, string | undefined>> = {
  autoscaling: undefined,
  cloudformation: undefined,
  cloudtrail: undefined,
  ec2: undefined,
  ec2messages: undefined,
  'ecr.api': 'api.ecr.{region}.amazonaws.com',
  'ecr.dkr': '*.dkr.ecr.{region}.amazonaws.com',
  ecs: undefined,
  elasticfilesystem: undefined,
  elasticloadbalancing: undefined,
  events: undefined,
  'execute-api': '*.execute-api.{region}.amazonaws.com',
  'kinesis-streams': 'kinesis.{region}.amazonaws.com',
  kms: undefined,
  lambda: undefined,
  logs: undefined,
  monitoring: undefined,
  secretsmanager: undefined,
  sns: undefined,
  sqs: undefined,
  ssm: undefined,
  ssmmessages: undefined,
  states: undefined,
  sts: undefined,
}

const byRegion = new Map<string, ReadonlyMap<string, EndpointService>>()

/** The services of a Region that Brume knows, by name. AWS has some two hundred more. */
export function endpointServices(region: string): ReadonlyMap<string, EndpointService> {
  let services = byRegion.get(region)
  if (!services) {
    const gateways = ['dynamodb', 's3'].map((service): EndpointService => ({
      name: `com.amazonaws.${region}.${service}`,
      type: 'Gateway',
      baseDnsName: `${service}.${region}.amazonaws.com`,
    }))
    const interfaces = Object.entries(interfaceServices).map(
      ([service, privateName]): EndpointService => ({
        name: `com.amazonaws.${region}.${service}`,
        type: 'Interface',
        privateDnsName: (privateName ?? `${service}.{region}.amazonaws.com`).replace(
          '{region}',
          region,
        ),
        baseDnsName: `${service.split('.').toReversed().join('.')}.${region}.vpce.amazonaws.com`,
      }),
    )
    services = new Map([...gateways, ...interfaces].map((each) => [each.name, each]))
    byRegion.set(region, services)
  }
  return services
}

/** Throws `InvalidServiceName`. */
export function findEndpointService(region: string, name: string): EndpointService {
  const service = endpointServices(region).get(name)
  if (service) return service
  throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`)
}
