import type { DeleteCustomerGatewayRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord, notFound } from '../find.ts'
import { isUsed, vpnConnections } from '../vpn-connections/vpn-connection.ts'
import { forgetVpnLater } from '../vpn-connections/vpn-timer.ts'
import { customerGateways } from './customer-gateway.ts'

/** Not while a connection uses it; it stays listed as deleted for an hour. */
export const DeleteCustomerGateway = operation<DeleteCustomerGatewayRequest, object>(
  'DeleteCustomerGateway',
  (ctx, { CustomerGatewayId = '' }) => {
    const gateway = findRecord(ctx, customerGateways, 'customer-gateway', CustomerGatewayId)
    if (gateway.state === 'deleted') throw notFound('customer-gateway', gateway.id)
    if (ctx.db.by(vpnConnections, 'customerGateway', gateway.id).some(isUsed)) {
      throw new AwsError('IncorrectState', 'The customer gateway is in use.')
    }
    ctx.db.put(customerGateways, { ...gateway, state: 'deleted' })
    forgetVpnLater(ctx, gateway.id)
    return {}
  },
)
