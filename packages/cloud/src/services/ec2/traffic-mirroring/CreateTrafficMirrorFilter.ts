import type {
  CreateTrafficMirrorFilterRequest,
  CreateTrafficMirrorFilterResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toMirrorFilter } from './describe-mirrors.ts'
import { mirrorFilters, type MirrorFilterRecord } from './traffic-mirroring.ts'

/** A filter without rules, which mirrors nothing yet. */
export const CreateTrafficMirrorFilter = operation<
  CreateTrafficMirrorFilterRequest,
  CreateTrafficMirrorFilterResult
>('CreateTrafficMirrorFilter', (ctx, { Description, TagSpecifications, ClientToken }) => {
  const tags = readTagSpecifications(TagSpecifications, ['traffic-mirror-filter'])(
    'traffic-mirror-filter',
  )
  const filter: MirrorFilterRecord = {
    id: newId(ctx.chance, 'tmf'),
    ...(Description !== undefined && { description: Description }),
    networkServices: [],
    tags,
  }
  ctx.db.put(mirrorFilters, filter)
  return { TrafficMirrorFilter: toMirrorFilter(ctx, filter), ClientToken }
})
