import type { DisassociateRouteTableRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findAssociation } from './find-association.ts'
import { routeTables } from './route-table.ts'

/** The subnet follows the main table again. */
export const DisassociateRouteTable = operation<DisassociateRouteTableRequest, object>(
  'DisassociateRouteTable',
  (ctx, { AssociationId = '' }) => {
    const { table, association } = findAssociation(ctx, AssociationId)
    if (association.main) {
      throw new AwsError(
        'InvalidParameterValue',
        `cannot disassociate the main route table association ${association.id}`,
      )
    }
    const associations = table.associations.filter((each) => each !== association)
    ctx.db.put(routeTables, { ...table, associations })
    return {}
  },
)
