import type {
  ModifyVpcBlockPublicAccessOptionsRequest,
  ModifyVpcBlockPublicAccessOptionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toBlockOptions } from './describe-block.ts'
import { vpcBlockPublicAccess } from './vpc-block-public-access.ts'

/** Closes the internet gateways of the Region, for all or for what comes in, or opens them; at once. */
export const ModifyVpcBlockPublicAccessOptions = operation<
  ModifyVpcBlockPublicAccessOptionsRequest,
  ModifyVpcBlockPublicAccessOptionsResult
>('ModifyVpcBlockPublicAccessOptions', (ctx, { InternetGatewayBlockMode: mode }) => {
  if (mode !== 'off' && mode !== 'block-bidirectional' && mode !== 'block-ingress') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${mode}) for parameter InternetGatewayBlockMode is invalid.`,
    )
  }
  ctx.db.put(vpcBlockPublicAccess, { id: 'options', mode, updateTime: ctx.now })
  return {
    VpcBlockPublicAccessOptions: { ...toBlockOptions(ctx), State: 'update-in-progress' },
  }
})
