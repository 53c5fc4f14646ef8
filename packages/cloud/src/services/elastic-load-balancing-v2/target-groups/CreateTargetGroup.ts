import type {
  CreateTargetGroupInput,
  CreateTargetGroupOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../../ec2/unsupported.ts'
import { vpcs } from '../../ec2/vpcs/vpc.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { makeArn, newSuffix } from '../arns.ts'
import {
  checkRange,
  enumError,
  invalidConfiguration,
  unsupported,
  validationError,
} from '../errors.ts'
import { checkName } from '../names.ts'
import { withTags } from '../tags/tags.ts'
import { toTargetGroup } from './describe-target-group.ts'
import { protocols, readHealthCheck } from './read-health-check.ts'
import { targetGroups, type TargetGroupRecord, type TargetProtocol } from './target-group.ts'

/**
 * Makes a target group of instances or addresses.
 * @limits 3000 in a Region. HTTP, HTTPS (HTTP/1.1), TCP and TLS.
 * @differs Targets of the types lambda and alb, the protocols UDP, TCP_UDP, QUIC and GENEVE, the protocol versions HTTP2 and GRPC, and target optimizers are refused.
 */
export const CreateTargetGroup = operation<CreateTargetGroupInput, CreateTargetGroupOutput>(
  'CreateTargetGroup',
  (ctx, input) => {
    refuseMembers('CreateTargetGroup', input, ['TargetControlPort'])
    const name = input.Name ?? ''
    checkName(name, 'Target group')
    const group = readGroup(ctx, input)
    const tags = withTags([], input.Tags)
    const [present] = ctx.db.by(targetGroups, 'name', name)
    if (present) {
      if (!isSame(present, group)) {
        throw new AwsError(
          'DuplicateTargetGroupName',
          `A target group with the same name '${name}' exists, but with different settings`,
        )
      }
      return { TargetGroups: [toTargetGroup(ctx.db, present)] }
    }
    checkQuota(ctx, 'targetGroups', ctx.db.count(targetGroups))
    const id = makeArn(ctx, 'targetgroup', name, newSuffix(ctx))
    const made: TargetGroupRecord = { id, name, ...group, attributes: {}, tags }
    ctx.db.put(targetGroups, made)
    return { TargetGroups: [toTargetGroup(ctx.db, made)] }
  },
)

type Settings = Omit<TargetGroupRecord, 'id' | 'name' | 'attributes' | 'tags'>

function readGroup(ctx: Context, input: CreateTargetGroupInput): Settings {
  const targetType = readTargetType(input.TargetType ?? 'instance')
  const protocol = readProtocol(input.Protocol)
  if (input.Port === undefined) throw validationError('A port must be specified')
  checkRange(input.Port, 'port', [1, 65_535])
  if (input.VpcId === undefined) throw validationError('A VPC ID must be specified')
  if (!ctx.db.get(vpcs, input.VpcId)) {
    throw validationError(`The VPC ID '${input.VpcId}' is not found`)
  }
  const group = { targetType, protocol } as const
  const protocolVersion = readVersion(input.ProtocolVersion, protocol)
  return {
    ...group,
    ...(protocolVersion && { protocolVersion }),
    port: input.Port,
    vpcId: input.VpcId,
    ipAddressType: input.IpAddressType ?? 'ipv4',
    healthCheck: readHealthCheck(input, group),
  }
}

function readTargetType(type: string): TargetGroupRecord['targetType'] {
  if (type === 'instance' || type === 'ip') return type
  if (type === 'lambda' || type === 'alb') throw unsupported(`Targets of the type '${type}' are`)
  throw enumError(type, 'targetType', ['instance', 'ip', 'lambda', 'alb'])
}

function readProtocol(protocol: string | undefined): TargetProtocol {
  if (protocol === undefined) throw validationError('A protocol must be specified')
  if (protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'TCP' || protocol === 'TLS') {
    return protocol
  }
  if ([...protocols, 'QUIC', 'TCP_QUIC'].includes(protocol)) {
    throw unsupported(`Target groups with the ${protocol} protocol are`)
  }
  throw enumError(protocol, 'protocol', protocols)
}

function readVersion(
  version: string | undefined,
  protocol: TargetProtocol,
): TargetGroupRecord['protocolVersion'] {
  const isHttp = protocol === 'HTTP' || protocol === 'HTTPS'
  if (version === undefined) return isHttp ? 'HTTP1' : undefined
  if (!['HTTP1', 'HTTP2', 'GRPC'].includes(version)) {
    throw enumError(version, 'protocolVersion', ['GRPC', 'HTTP1', 'HTTP2'])
  }
  if (!isHttp) {
    throw invalidConfiguration(
      `Protocol versions are not supported for target groups with the ${protocol} protocol`,
    )
  }
  if (version !== 'HTTP1') throw unsupported(`The protocol version ${version} of targets is`)
  return 'HTTP1'
}

/** A call that repeats another is answered with what is there. */
function isSame(present: TargetGroupRecord, wanted: Settings): boolean {
  const { id: _id, name: _name, attributes: _attributes, tags: _tags, ...settings } = present
  return isDeepStrictEqual(settings, wanted)
}
