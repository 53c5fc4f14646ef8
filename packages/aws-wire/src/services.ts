import type { Protocol, ServiceName } from './types.ts'

/** What the SDK's schemas do not say about a service: how clients name it on the wire. */
export interface ServiceInfo {
  readonly name: ServiceName
  /** API version as clients send it in `Version`. */
  readonly version: string
  /** In the credential scope. Two services can share one: classic and v2 load balancing. */
  readonly signingName: string
  /** Prefix of `X-Amz-Target`, and the service in a CBOR path. */
  readonly target: string | undefined
  /** The protocol of a form request. */
  readonly formProtocol: Protocol | undefined
  /** The protocol of a request with `X-Amz-Target`; or `restJson1`, whose operation is the path. */
  readonly jsonProtocol: Protocol | undefined
  readonly xmlNamespace: string
  /** Code and status of a request that breaks the model. */
  readonly validationCode: string
  /** Imports the SDK client: half a second and 90 MB for EC2, so never before it is needed. */
  readonly importClient: () => Promise<object>
}

export const services: readonly ServiceInfo[] = [
  {
    name: 'ec2',
    version: '2016-11-15',
    signingName: 'ec2',
    target: undefined,
    formProtocol: 'ec2Query',
    jsonProtocol: undefined,
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    validationCode: 'InvalidParameterValue',
    importClient: () => import('@aws-sdk/client-ec2'),
  },
  {
    name: 'ssm',
    version: '2014-11-06',
    signingName: 'ssm',
    target: 'AmazonSSM',
    formProtocol: undefined,
    jsonProtocol: 'awsJson1_1',
    xmlNamespace: 'http://ssm.amazonaws.com/doc/2014-11-06/',
    validationCode: 'ValidationException',
    importClient: () => import('@aws-sdk/client-ssm'),
  },
  {
    name: 'ec2-instance-connect',
    version: '2018-04-02',
    signingName: 'ec2-instance-connect',
    target: 'AWSEC2InstanceConnectService',
    formProtocol: undefined,
    jsonProtocol: 'awsJson1_1',
    xmlNamespace: 'http://ec2-instance-connect.amazonaws.com/doc/2018-04-02/',
    validationCode: 'InvalidArgsException',
    importClient: () => import('@aws-sdk/client-ec2-instance-connect'),
  },
  {
    name: 'sts',
    version: '2011-06-15',
    signingName: 'sts',
    target: undefined,
    formProtocol: 'awsQuery',
    jsonProtocol: undefined,
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    validationCode: 'ValidationError',
    importClient: () => import('@aws-sdk/client-sts'),
  },
  {
    name: 'iam',
    version: '2010-05-08',
    signingName: 'iam',
    target: undefined,
    formProtocol: 'awsQuery',
    jsonProtocol: undefined,
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    validationCode: 'ValidationError',
    importClient: () => import('@aws-sdk/client-iam'),
  },
  {
    name: 'auto-scaling',
    version: '2011-01-01',
    signingName: 'autoscaling',
    target: undefined,
    formProtocol: 'awsQuery',
    jsonProtocol: undefined,
    xmlNamespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
    validationCode: 'ValidationError',
    importClient: () => import('@aws-sdk/client-auto-scaling'),
  },
  {
    name: 'elastic-load-balancing-v2',
    version: '2015-12-01',
    signingName: 'elasticloadbalancing',
    target: undefined,
    formProtocol: 'awsQuery',
    jsonProtocol: undefined,
    xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    validationCode: 'ValidationError',
    importClient: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  },
  {
    name: 'cloudwatch',
    version: '2010-08-01',
    signingName: 'monitoring',
    target: 'GraniteServiceVersion20100801',
    formProtocol: 'awsQuery',
    jsonProtocol: 'awsJson1_0',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    validationCode: 'ValidationError',
    importClient: () => import('@aws-sdk/client-cloudwatch'),
  },
  {
    name: 'service-quotas',
    version: '2019-06-24',
    signingName: 'servicequotas',
    target: 'ServiceQuotasV20190624',
    formProtocol: undefined,
    jsonProtocol: 'awsJson1_1',
    xmlNamespace: 'http://servicequotas.amazonaws.com/doc/2019-06-24/',
    validationCode: 'ValidationException',
    importClient: () => import('@aws-sdk/client-service-quotas'),
  },
  {
    name: 'pricing',
    version: '2017-10-15',
    signingName: 'pricing',
    target: 'AWSPriceListService',
    formProtocol: undefined,
    jsonProtocol: 'awsJson1_1',
    xmlNamespace: 'http://pricing.amazonaws.com/doc/2017-10-15/',
    validationCode: 'ValidationException',
    importClient: () => import('@aws-sdk/client-pricing'),
  },
  {
    name: 'cost-explorer',
    version: '2017-10-25',
    signingName: 'ce',
    target: 'AWSInsightsIndexService',
    formProtocol: undefined,
    jsonProtocol: 'awsJson1_1',
    xmlNamespace: 'http://ce.amazonaws.com/doc/2017-10-25/',
    validationCode: 'ValidationException',
    importClient: () => import('@aws-sdk/client-cost-explorer'),
  },
  {
    name: 'budgets',
    version: '2016-10-20',
    signingName: 'budgets',
    target: 'AWSBudgetServiceGateway',
    formProtocol: undefined,
    jsonProtocol: 'awsJson1_1',
    xmlNamespace: 'http://budgets.amazonaws.com/doc/2016-10-20/',
    validationCode: 'ValidationException',
    importClient: () => import('@aws-sdk/client-budgets'),
  },
  {
    name: 'savingsplans',
    version: '2019-06-28',
    signingName: 'savingsplans',
    target: undefined,
    formProtocol: undefined,
    jsonProtocol: 'restJson1',
    xmlNamespace: 'http://savingsplans.amazonaws.com/doc/2019-06-28/',
    validationCode: 'ValidationException',
    importClient: () => import('@aws-sdk/client-savingsplans'),
  },
]

export function serviceInfo(name: string): ServiceInfo {
  const found = services.find((service) => service.name === name)
  if (!found) throw new Error(`unknown service ${name}`)
  return found
}
