import type { AttachVpnGatewayRequest, AttachVpnGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { settleVpnGateway } from '../vpn-connections/vpn-timer.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { findVpnGateway } from './find-vpn-gateway.ts'
import { vpnGateways } from './vpn-gateway.ts'

/** One VPC for a gateway, one gateway for a VPC. */
export const AttachVpnGateway = operation<AttachVpnGatewayRequest, AttachVpnGatewayResult>(
  'AttachVpnGateway',
  (ctx, { VpnGatewayId, VpcId = '' }) => {
    const gateway = findVpnGateway(ctx, VpnGatewayId)
    const vpc = findRecord(ctx, vpcs, 'vpc', VpcId)
    const { attachment } = gateway
    if (attachment && attachment.state !== 'detached') {
      if (attachment.vpcId === vpc.id) {
        return { VpcAttachment: { VpcId: vpc.id, State: attachment.state } }
      }
      throw new AwsError(
        'VpnGatewayAttachmentLimitExceeded',
        `The vpnGateway ID '${gateway.id}' is already attached to VPC '${attachment.vpcId}'.`,
      )
    }
    const [present] = ctx.db.by(vpnGateways, 'vpc', vpc.id)
    if (present) {
      throw new AwsError(
        'InvalidParameterValue',
        `VPC ${vpc.id} already has virtual private gateway ${present.id} attached`,
      )
    }
    ctx.db.put(vpnGateways, { ...gateway, attachment: { vpcId: vpc.id, state: 'attaching' } })
    settleVpnGateway(ctx, gateway.id)
    return { VpcAttachment: { VpcId: vpc.id, State: 'attaching' } }
  },
)
