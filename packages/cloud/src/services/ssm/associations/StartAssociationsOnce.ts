import type { StartAssociationsOnceCommandInput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { apply } from './apply.ts'
import { findAssociation } from './association.ts'

/** Applies associations now, besides their schedules. */
export const StartAssociationsOnce = operation<StartAssociationsOnceCommandInput, object>(
  'StartAssociationsOnce',
  (ctx, input) => {
    const found = (input.AssociationIds ?? []).map((id) => findAssociation(ctx, id))
    for (const association of found) apply(ctx, association)
    return {}
  },
)
