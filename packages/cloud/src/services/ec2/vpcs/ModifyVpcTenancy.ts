import type { ModifyVpcTenancyRequest, ModifyVpcTenancyResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcs } from './vpc.ts'

/**
 * Makes a dedicated VPC a default one, which is all that the call takes; its instances stay as they were
 * launched.
 */
export const ModifyVpcTenancy = operation<ModifyVpcTenancyRequest, ModifyVpcTenancyResult>(
  'ModifyVpcTenancy',
  (ctx, { VpcId = '', InstanceTenancy }) => {
    const vpc = findRecord(ctx, vpcs, 'vpc', VpcId)
    if (InstanceTenancy === undefined) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter instanceTenancy',
      )
    }
    ctx.db.put(vpcs, { ...vpc, instanceTenancy: InstanceTenancy })
    return { ReturnValue: true }
  },
)
