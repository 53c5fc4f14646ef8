import { far, step, type Step } from './step.ts'
import type { Ids } from './world.ts'

/** A Region whose default VPC was deleted. */
export const elsewhereSteps: readonly Step[] = [
  step('DescribeVpcs', {}, { goneVpc: 'Vpcs.0.VpcId' }),
  step('DescribeInternetGateways', {}, { goneGateway: 'InternetGateways.0.InternetGatewayId' }),
  step(
    'DescribeSubnets',
    {},
    { gone0: 'Subnets.0.SubnetId', gone1: 'Subnets.1.SubnetId', gone2: 'Subnets.2.SubnetId' },
  ),
  step('DetachInternetGateway', (id) => ({
    InternetGatewayId: id('goneGateway'),
    VpcId: id('goneVpc'),
  })),
  ...['gone0', 'gone1', 'gone2'].map((name) =>
    step('DeleteSubnet', (id: Ids) => ({ SubnetId: id(name) })),
  ),
  step('DeleteVpc', (id) => ({ VpcId: id('goneVpc') })),
  step('DeleteInternetGateway', (id) => ({ InternetGatewayId: id('goneGateway') })),
].map(far)
