import type { ModifySubnetAttributeRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { subnets } from './subnet.ts'

/** Only the automatic public address can be changed; the rest is refused rather than ignored. */
export const ModifySubnetAttribute = operation<ModifySubnetAttributeRequest, object>(
  'ModifySubnetAttribute',
  (ctx, { SubnetId = '', MapPublicIpOnLaunch, ...others }) => {
    const subnet = findRecord(ctx, subnets, 'subnet', SubnetId)
    const [unsupported] = Object.keys(others)
    if (unsupported !== undefined) {
      throw new AwsError(
        'UnsupportedOperation',
        `The attribute ${unsupported} of subnets is not supported by the embedded cloud.`,
      )
    }
    if (MapPublicIpOnLaunch?.Value === undefined) {
      throw new AwsError('MissingParameter', 'No attribute to modify was specified')
    }
    ctx.db.put(subnets, { ...subnet, mapPublicIpOnLaunch: MapPublicIpOnLaunch.Value })
    return {}
  },
)
