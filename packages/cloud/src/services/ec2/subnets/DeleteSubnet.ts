import type { DeleteSubnetRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkAcls } from '../network-acls/network-acl.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { subnetCidrReservations } from '../subnet-cidr-reservations/subnet-cidr-reservation.ts'
import { vpcBlockExclusions } from '../vpc-block-public-access/vpc-block-public-access.ts'
import { subnets } from './subnet.ts'

/**
 * Deletes a subnet; its associations with a route table and a network ACL go with it.
 * @limits Not while an interface is in it.
 */
export const DeleteSubnet = operation<DeleteSubnetRequest, object>(
  'DeleteSubnet',
  (ctx, { SubnetId = '' }) => {
    const { id } = findRecord(ctx, subnets, 'subnet', SubnetId)
    if (ctx.db.by(networkInterfaces, 'subnet', id).length > 0) {
      throw new AwsError(
        'DependencyViolation',
        `The subnet '${id}' has dependencies and cannot be deleted.`,
      )
    }
    for (const table of ctx.db.by(routeTables, 'subnet', id)) {
      const associations = table.associations.filter(({ subnetId }) => subnetId !== id)
      ctx.db.put(routeTables, { ...table, associations })
    }
    for (const acl of ctx.db.by(networkAcls, 'subnet', id)) {
      const associations = acl.associations.filter(({ subnetId }) => subnetId !== id)
      ctx.db.put(networkAcls, { ...acl, associations })
    }
    for (const reservation of ctx.db.by(subnetCidrReservations, 'subnet', id)) {
      ctx.db.delete(subnetCidrReservations, reservation.id)
    }
    for (const exclusion of ctx.db.by(vpcBlockExclusions, 'resource', id)) {
      ctx.db.delete(vpcBlockExclusions, exclusion.id)
    }
    ctx.db.delete(subnets, id)
    return {}
  },
)
