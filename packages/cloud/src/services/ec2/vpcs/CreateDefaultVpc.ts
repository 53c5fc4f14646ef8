import type {
  CreateDefaultVpcCommandInput,
  CreateDefaultVpcCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { makeDefaultVpc } from './default-vpc.ts'
import { toVpc } from './describe-vpc.ts'
import { defaultVpc } from './vpc.ts'

/** Makes the default VPC anew, with its subnets, gateway and routes. */
export const CreateDefaultVpc = operation<
  CreateDefaultVpcCommandInput,
  Omit<CreateDefaultVpcCommandOutput, '$metadata'>
>('CreateDefaultVpc', (ctx) => {
  if (defaultVpc(ctx.db)) {
    throw new AwsError(
      'DefaultVpcAlreadyExists',
      'A Default VPC already exists for this account in this region.',
    )
  }
  return { Vpc: toVpc({ ...makeDefaultVpc(ctx), state: 'pending' }, ctx.account, ctx.region) }
})
