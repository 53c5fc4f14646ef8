import type { AnyOperation } from '../../engine/operation.ts'
import { CreateSavingsPlan } from './CreateSavingsPlan.ts'
import { DeleteQueuedSavingsPlan } from './DeleteQueuedSavingsPlan.ts'
import { DescribeSavingsPlanRates } from './DescribeSavingsPlanRates.ts'
import { DescribeSavingsPlans } from './DescribeSavingsPlans.ts'
import { DescribeSavingsPlansOfferingRates } from './DescribeSavingsPlansOfferingRates.ts'
import { DescribeSavingsPlansOfferings } from './DescribeSavingsPlansOfferings.ts'
import { ListTagsForResource } from './ListTagsForResource.ts'
import { ReturnSavingsPlan } from './ReturnSavingsPlan.ts'
import { TagResource } from './TagResource.ts'
import { UntagResource } from './UntagResource.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  CreateSavingsPlan,
  DeleteQueuedSavingsPlan,
  DescribeSavingsPlanRates,
  DescribeSavingsPlans,
  DescribeSavingsPlansOfferingRates,
  DescribeSavingsPlansOfferings,
  ListTagsForResource,
  ReturnSavingsPlan,
  TagResource,
  UntagResource,
]
