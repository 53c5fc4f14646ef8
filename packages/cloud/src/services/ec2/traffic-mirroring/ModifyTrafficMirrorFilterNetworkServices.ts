import type {
  ModifyTrafficMirrorFilterNetworkServicesRequest,
  ModifyTrafficMirrorFilterNetworkServicesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { toMirrorFilter } from './describe-mirrors.ts'
import { mirrorFilters, type MirrorFilterRecord } from './traffic-mirroring.ts'

/** Whether traffic with Amazon's DNS is mirrored. */
export const ModifyTrafficMirrorFilterNetworkServices = operation<
  ModifyTrafficMirrorFilterNetworkServicesRequest,
  ModifyTrafficMirrorFilterNetworkServicesResult
>('ModifyTrafficMirrorFilterNetworkServices', (ctx, input) => {
  const { AddNetworkServices = [], RemoveNetworkServices = [] } = input
  const filter = findRecord(
    ctx,
    mirrorFilters,
    'traffic-mirror-filter',
    input.TrafficMirrorFilterId ?? '',
  )
  const kept = filter.networkServices.filter((each) => !RemoveNetworkServices.includes(each))
  const modified: MirrorFilterRecord = {
    ...filter,
    networkServices: AddNetworkServices.includes('amazon-dns') ? ['amazon-dns'] : kept,
  }
  ctx.db.put(mirrorFilters, modified)
  return { TrafficMirrorFilter: toMirrorFilter(ctx, modified) }
})
