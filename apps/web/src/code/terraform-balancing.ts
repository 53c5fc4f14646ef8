import type { HclBlock } from '../lib/hcl.ts'
import {
  attributesOf,
  blocksOf,
  list,
  plain,
  record,
  tagsOf,
  toValue,
  type Describe,
} from './terraform-resources.ts'

type Input = Readonly<Record<string, unknown>>

const actionBlock =
  (type: string) =>
  (action: Input): HclBlock => {
    const forward = record(action['ForwardConfig'])
    const single = list(forward['TargetGroups']).length === 1 && !('TargetGroupArn' in action)
    const [only] = list(forward['TargetGroups']).map(record)
    const weighted = !single && 'ForwardConfig' in action && !('TargetGroupArn' in action)
    return {
      type,
      attributes: {
        ...attributesOf(action, ['Type', 'Order', 'TargetGroupArn']),
        ...(single && attributesOf(only ?? {}, ['TargetGroupArn'])),
      },
      blocks: [
        ...(weighted ? [forwardBlock(forward)] : []),
        ...blocksOf('redirect', action['RedirectConfig'], [
          'Protocol',
          'Port',
          'Host',
          'Path',
          'Query',
          'StatusCode',
        ]),
        ...blocksOf('fixed_response', action['FixedResponseConfig'], [
          'ContentType',
          'MessageBody',
          'StatusCode',
        ]),
      ],
    }
  }

const forwardBlock = (forward: Input): HclBlock => ({
  type: 'forward',
  blocks: [
    ...blocksOf('target_group', forward['TargetGroups'], {
      TargetGroupArn: 'arn',
      Weight: 'weight',
    }),
    ...blocksOf('stickiness', forward['TargetGroupStickinessConfig'], {
      Enabled: 'enabled',
      DurationSeconds: 'duration',
    }),
  ],
})

const conditionNames = [
  ['HostHeaderConfig', 'host_header'],
  ['PathPatternConfig', 'path_pattern'],
  ['HttpHeaderConfig', 'http_header'],
  ['HttpRequestMethodConfig', 'http_request_method'],
  ['SourceIpConfig', 'source_ip'],
] as const

const conditionBlock = (condition: Input): HclBlock => ({
  type: 'condition',
  blocks: [
    ...conditionNames.flatMap(([member, type]) =>
      blocksOf(type, condition[member], { HttpHeaderName: 'http_header_name', Values: 'values' }),
    ),
    ...blocksOf('query_string', record(condition['QueryStringConfig'])['Values'], ['Key', 'Value']),
  ],
})

const rule: Describe = (input) => [
  {
    type: 'aws_lb_listener_rule',
    attributes: { ...attributesOf(input, ['ListenerArn', 'Priority']), tags: tagsOf(input) },
    blocks: [
      ...list(input['Actions']).map(record).map(actionBlock('action')),
      ...list(input['Conditions']).map(record).map(conditionBlock),
    ],
  },
]

/** What Terraform has for the operations of Elastic Load Balancing. */
export const balancingResources: Readonly<Record<string, Describe>> = {
  CreateLoadBalancer: (input) => [
    {
      type: 'aws_lb',
      attributes: {
        ...attributesOf(input, { Name: 'name', Type: 'load_balancer_type' }),
        internal: input['Scheme'] === 'internal',
        ...attributesOf(input, ['SecurityGroups', 'Subnets', 'IpAddressType']),
        tags: tagsOf(input),
      },
      blocks: blocksOf('subnet_mapping', input['SubnetMappings'], {
        SubnetId: 'subnet_id',
        AllocationId: 'allocation_id',
        PrivateIPv4Address: 'private_ipv4_address',
      }),
    },
  ],
  CreateListener: (input) => [
    {
      type: 'aws_lb_listener',
      attributes: {
        ...attributesOf(input, ['LoadBalancerArn', 'Port', 'Protocol', 'SslPolicy']),
        certificate_arn: toValue(record(list(input['Certificates'])[0])['CertificateArn']),
        tags: tagsOf(input),
      },
      blocks: list(input['DefaultActions']).map(record).map(actionBlock('default_action')),
    },
  ],
  AddListenerCertificates: (input) =>
    list(input['Certificates']).map((certificate) => ({
      type: 'aws_lb_listener_certificate',
      attributes: {
        ...attributesOf(input, ['ListenerArn']),
        ...attributesOf(record(certificate), ['CertificateArn']),
      },
    })),
  CreateRule: rule,
  CreateTargetGroup: (input) => [
    {
      type: 'aws_lb_target_group',
      attributes: {
        ...attributesOf(input, [
          'Name',
          'Port',
          'Protocol',
          'ProtocolVersion',
          'TargetType',
          'IpAddressType',
          'VpcId',
        ]),
        tags: tagsOf(input),
      },
      blocks: [
        {
          type: 'health_check',
          attributes: {
            ...attributesOf(input, {
              HealthCheckEnabled: 'enabled',
              HealthCheckProtocol: 'protocol',
              HealthCheckPort: 'port',
              HealthCheckPath: 'path',
              HealthCheckIntervalSeconds: 'interval',
              HealthCheckTimeoutSeconds: 'timeout',
              HealthyThresholdCount: 'healthy_threshold',
              UnhealthyThresholdCount: 'unhealthy_threshold',
            }),
            matcher: toValue(record(input['Matcher'])['HttpCode']),
          },
        },
      ],
    },
  ],
  RegisterTargets: (input) =>
    list(input['Targets']).map((target) => ({
      type: 'aws_lb_target_group_attachment',
      attributes: {
        ...attributesOf(input, ['TargetGroupArn']),
        ...attributesOf(record(target), {
          Id: 'target_id',
          Port: 'port',
          AvailabilityZone: 'availability_zone',
        }),
      },
    })),
  UploadServerCertificate: plain('aws_iam_server_certificate', {
    ServerCertificateName: 'name',
    CertificateBody: 'certificate_body',
    CertificateChain: 'certificate_chain',
    PrivateKey: 'private_key',
    Path: 'path',
  }),
}

/** Arguments that operations change, by the resource that has them. */
export const balancingArguments: Readonly<Record<string, string>> = {
  ModifyLoadBalancerAttributes: 'aws_lb',
  SetSubnets: 'aws_lb',
  SetSecurityGroups: 'aws_lb',
  SetIpAddressType: 'aws_lb',
  ModifyListener: 'aws_lb_listener',
  ModifyListenerAttributes: 'aws_lb_listener',
  ModifyRule: 'aws_lb_listener_rule',
  SetRulePriorities: 'aws_lb_listener_rule',
  ModifyTargetGroup: 'aws_lb_target_group',
  ModifyTargetGroupAttributes: 'aws_lb_target_group',
}

/** Resources that operations take away. */
export const balancingRemovals: Readonly<Record<string, string>> = {
  DeleteLoadBalancer: 'aws_lb',
  DeleteListener: 'aws_lb_listener',
  RemoveListenerCertificates: 'aws_lb_listener_certificate',
  DeleteRule: 'aws_lb_listener_rule',
  DeleteTargetGroup: 'aws_lb_target_group',
  DeregisterTargets: 'aws_lb_target_group_attachment',
  DeleteServerCertificate: 'aws_iam_server_certificate',
}
