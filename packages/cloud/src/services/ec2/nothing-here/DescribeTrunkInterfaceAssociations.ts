import type {
  DescribeTrunkInterfaceAssociationsCommandInput,
  DescribeTrunkInterfaceAssociationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: trunk interfaces are refused here.
 * @differs Always empty.
 */
export const DescribeTrunkInterfaceAssociations = operation<
  DescribeTrunkInterfaceAssociationsCommandInput,
  Omit<DescribeTrunkInterfaceAssociationsCommandOutput, '$metadata'>
>('DescribeTrunkInterfaceAssociations', (_ctx, input) => ({
  InterfaceAssociations: listNothing('DescribeTrunkInterfaceAssociations', {
    ids: input.AssociationIds,
    missing: {
      code: 'InvalidAssociationID.NotFound',
      message: "The association ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
