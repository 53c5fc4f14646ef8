import type { Records } from '../../../engine/collection.ts'
import { carrierGateways } from '../carrier-gateways/carrier-gateway.ts'
import { egressOnlyInternetGateways } from '../egress-only-internet-gateways/egress-only-internet-gateway.ts'
import { instances } from '../instances/instance.ts'
import { natGateways } from '../nat-gateways/nat-gateway.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { transitAttachmentOf } from '../transit-gateways/transit-gateway-attachment.ts'
import { vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { attachedTo } from './network-gateway.ts'
import type { Route } from './route-table.ts'

/** `blackhole` from the moment that the target is gone, detached or off, until it is back. */
export function routeState(db: Records, vpcId: string, route: Route): 'active' | 'blackhole' {
  return isReachable(db, vpcId, route) ? 'active' : 'blackhole'
}

function isReachable(db: Records, vpcId: string, route: Route): boolean {
  const { gatewayId, natGatewayId, networkInterfaceId } = route
  const {
    egressOnlyInternetGatewayId,
    vpcPeeringConnectionId,
    transitGatewayId,
    carrierGatewayId,
  } = route
  if (gatewayId === 'local') return true
  if (gatewayId) return attachedTo(db, gatewayId) === vpcId
  if (carrierGatewayId) return db.get(carrierGateways, carrierGatewayId) !== undefined
  if (natGatewayId) {
    const state = db.get(natGateways, natGatewayId)?.state
    return state !== undefined && state !== 'failed' && state !== 'deleted'
  }
  if (networkInterfaceId) return isInterfaceUp(db, networkInterfaceId)
  if (egressOnlyInternetGatewayId) {
    return db.get(egressOnlyInternetGateways, egressOnlyInternetGatewayId)?.vpcId === vpcId
  }
  if (transitGatewayId) return transitAttachmentOf(db, vpcId, transitGatewayId) !== undefined
  if (vpcPeeringConnectionId) {
    return db.get(vpcPeeringConnections, vpcPeeringConnectionId)?.state === 'active'
  }
  return false
}

/** An interface forwards while the instance that it is attached to runs. */
function isInterfaceUp(db: Records, id: string): boolean {
  const eni = db.get(networkInterfaces, id)
  if (eni?.status !== 'in-use') return false
  if (!eni.attachment) return true
  const state = db.get(instances, eni.attachment.instanceId)?.state
  return state === 'running' || state === 'pending'
}
