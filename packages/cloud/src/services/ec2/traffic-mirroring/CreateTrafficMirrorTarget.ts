import type {
  CreateTrafficMirrorTargetRequest,
  CreateTrafficMirrorTargetResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toMirrorTarget } from './describe-mirrors.ts'
import { mirrorTargets, type MirrorTargetRecord } from './traffic-mirroring.ts'

/** An interface to which traffic is mirrored; load balancers are refused. */
export const CreateTrafficMirrorTarget = operation<
  CreateTrafficMirrorTargetRequest,
  CreateTrafficMirrorTargetResult
>('CreateTrafficMirrorTarget', (ctx, input) => {
  const { NetworkInterfaceId, NetworkLoadBalancerArn, Description, ClientToken } = input
  const tags = readTagSpecifications(input.TagSpecifications, ['traffic-mirror-target'])(
    'traffic-mirror-target',
  )
  const given = [NetworkInterfaceId, NetworkLoadBalancerArn, input.GatewayLoadBalancerEndpointId]
  if (given.filter((each) => each !== undefined).length !== 1) {
    throw new AwsError(
      'InvalidInput',
      'Invalid number of inputs. Only 1 of NetworkInterfaceId, NetworkLoadBalancerArn or GatewayLoadBalancerEndpointId required.',
    )
  }
  refuseMembers('CreateTrafficMirrorTarget', input, [
    'NetworkLoadBalancerArn',
    'GatewayLoadBalancerEndpointId',
  ])
  const target: MirrorTargetRecord = {
    id: newId(ctx.chance, 'tmt'),
    networkInterfaceId: findRecord(
      ctx,
      networkInterfaces,
      'network-interface',
      NetworkInterfaceId ?? '',
    ).id,
    ...(Description !== undefined && { description: Description }),
    tags,
  }
  ctx.db.put(mirrorTargets, target)
  return { TrafficMirrorTarget: toMirrorTarget(ctx, target), ClientToken }
})
