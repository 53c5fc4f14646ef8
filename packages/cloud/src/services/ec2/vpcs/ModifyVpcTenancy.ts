import type { ModifyVpcTenancyRequest, ModifyVpcTenancyResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcs } from './vpc.ts'

/** A VPC can only become less strict; its instances stay as they were launched. */
export const ModifyVpcTenancy = operation<ModifyVpcTenancyRequest, ModifyVpcTenancyResult>(
  'ModifyVpcTenancy',
  (ctx, { VpcId = '', InstanceTenancy }) => {
    const vpc = findRecord(ctx, vpcs, 'vpc', VpcId)
    if (InstanceTenancy !== 'default') {
      throw new AwsError(
        'UnsupportedTenancy',
        `The tenancy value ${String(InstanceTenancy)} is not supported.`,
      )
    }
    ctx.db.put(vpcs, { ...vpc, instanceTenancy: 'default' })
    return { ReturnValue: true }
  },
)
