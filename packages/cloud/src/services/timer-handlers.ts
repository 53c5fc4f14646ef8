import type { TimerHandler } from '../engine/timers.ts'
import { reconcileTimer } from './auto-scaling/groups/group.ts'
import { onReconcileTimer } from './auto-scaling/reconcile/reconcile.ts'
import {
  onReservationTimer,
  reservationTimer,
} from './ec2/capacity-reservations/reservation-timer.ts'
import { fleetEndTimer, fleetTimer } from './ec2/fleets/fleet.ts'
import { onFleetEndTimer, onFleetTimer } from './ec2/fleets/fleet-timers.ts'
import {
  onReservedModificationTimer,
  reservedModificationTimer,
} from './ec2/reserved-instances/modification.ts'
import { onReservedTimer, reservedTimer } from './ec2/reserved-instances/reserved-instances.ts'
import { onReplaceRootTimer } from './ec2/replace-root-volume/replace-root.ts'
import { replaceRootTimer } from './ec2/replace-root-volume/task.ts'
import { completeImage } from './ec2/images/new-image.ts'
import { monitoringTimer, onMonitoringTimer } from './ec2/instances/monitoring.ts'
import { onProfileTimer, profileTimer } from './ec2/instances/profile-association.ts'
import { instanceTimer, onInstanceTimer } from './ec2/instances/transitions.ts'
import {
  interfaceTimer,
  settleNetworkInterface,
} from './ec2/network-interfaces/settle-network-interface.ts'
import { natGatewayTimer, onNatGatewayTimer } from './ec2/nat-gateways/settle-nat-gateway.ts'
import {
  modificationTimer,
  onModificationTimer,
  onOptimizationTimer,
  optimizationTimer,
} from './ec2/volumes/modification.ts'
import { onTieringTimer, tieringTimer } from './ec2/snapshots/move-tier.ts'
import {
  fastRestoreTimer,
  onFastRestoreTimer,
} from './ec2/fast-snapshot-restores/fast-snapshot-restore.ts'
import {
  onReportReady,
  onReportTimer,
  reportReadyTimer,
  reportTimer,
} from './ec2/image-usage/usage-report.ts'
import { onSpotRequestTimer } from './ec2/spot/evaluate-request.ts'
import { interruptionTimer, onInterruptionTimer } from './ec2/spot/interrupt.ts'
import { spotRequestTimer } from './ec2/spot/spot-request.ts'
import { onSpotPriceTimer, spotPriceTimer } from './ec2/spot/watch-price.ts'
import {
  balancerTimer,
  onBalancerTimer,
} from './elastic-load-balancing-v2/load-balancers/settle-load-balancer.ts'
import { onTargetsTimer, targetsTimer } from './elastic-load-balancing-v2/targets/settle-targets.ts'
import { onFaultTimer } from './faults/end-fault.ts'
import { faultTimer } from './faults/fault.ts'
import { approvalTimer, onApprovalTimer } from './service-quotas/requests.ts'
import { onPlanTimer, planTimer } from './savingsplans/plan.ts'
import { exitTimer, onExitTimer } from './ec2/recycle-bin/recycle-bin.ts'
import { completeSnapshot } from './ec2/snapshots/snapshot.ts'
import { associationTimer, onAssociationTimer } from './ssm/associations/apply.ts'
import {
  deliveryTimer,
  onDeliveryTimer,
  onRetryTimer,
  retryTimer,
} from './ssm/commands/progress.ts'
import {
  onTransitAssociationTimer,
  onTransitGatewayTimer,
  transitAssociationTimer,
  transitGatewayTimer,
} from './ec2/transit-gateways/settle-transit-gateway.ts'
import { onVpnTimer, vpnTimer } from './ec2/vpn-connections/vpn-timer.ts'
import {
  connectEndpointTimer,
  onConnectEndpointTimer,
} from './ec2/instance-connect-endpoints/instance-connect-endpoint.ts'
import {
  hostReservationTimer,
  onHostReservationTimer,
} from './ec2/host-reservations/host-reservation.ts'
import { hostTimer } from './ec2/hosts/host.ts'
import { onHostTimer } from './ec2/hosts/ReleaseHosts.ts'
import { insightsTimer, onInsightsTimer } from './ec2/network-insights/analyze.ts'
import { onVpcEndpointTimer, vpcEndpointTimer } from './ec2/vpc-endpoints/settle-vpc-endpoint.ts'
import { onVpcPeeringTimer, vpcPeeringTimer } from './ec2/vpc-peering/settle-vpc-peering.ts'
import { settleVolume } from './ec2/volumes/settle-volume.ts'
import { onScheduledActionTimer } from './auto-scaling/schedules/run-action.ts'
import { scheduledActionTimer } from './auto-scaling/schedules/scheduled-action.ts'

import { budgetTimer } from './budgets/budget-timer.ts'
import { actionTimer } from './budgets/action-timer.ts'
import { onBudgetTimer } from './budgets/evaluate.ts'
import { onActionTimer } from './budgets/run-action.ts'
import { onSuppressionTimer, suppressionTimer } from './cloudwatch/alarms/composite/suppression.ts'

/** Handlers of durable timers by kind (`ec2/instance-transition`). One line each. */
export const timerHandlers: Readonly<Record<string, TimerHandler>> = {
  [reconcileTimer]: onReconcileTimer,
  [reservationTimer]: onReservationTimer,
  [fleetTimer]: onFleetTimer,
  [fleetEndTimer]: onFleetEndTimer,
  [replaceRootTimer]: onReplaceRootTimer,
  'ec2/image-available': completeImage,
  [instanceTimer]: onInstanceTimer,
  [monitoringTimer]: onMonitoringTimer,
  [natGatewayTimer]: onNatGatewayTimer,
  [profileTimer]: onProfileTimer,
  [interfaceTimer]: settleNetworkInterface,
  [reportReadyTimer]: onReportReady,
  [reportTimer]: onReportTimer,
  [modificationTimer]: onModificationTimer,
  [optimizationTimer]: onOptimizationTimer,
  [tieringTimer]: onTieringTimer,
  [fastRestoreTimer]: onFastRestoreTimer,
  [exitTimer]: onExitTimer,
  [approvalTimer]: onApprovalTimer,
  'ec2/snapshot-completed': completeSnapshot,
  'ec2/volume-settled': settleVolume,
  [transitAssociationTimer]: onTransitAssociationTimer,
  [transitGatewayTimer]: onTransitGatewayTimer,
  [connectEndpointTimer]: onConnectEndpointTimer,
  [hostTimer]: onHostTimer,
  [hostReservationTimer]: onHostReservationTimer,
  [reservedTimer]: onReservedTimer,
  [planTimer]: onPlanTimer,
  [reservedModificationTimer]: onReservedModificationTimer,
  [spotRequestTimer]: onSpotRequestTimer,
  [interruptionTimer]: onInterruptionTimer,
  [spotPriceTimer]: onSpotPriceTimer,
  [vpnTimer]: onVpnTimer,
  [insightsTimer]: onInsightsTimer,
  [vpcEndpointTimer]: onVpcEndpointTimer,
  [vpcPeeringTimer]: onVpcPeeringTimer,
  [associationTimer]: onAssociationTimer,
  [retryTimer]: onRetryTimer,
  [deliveryTimer]: onDeliveryTimer,
  [scheduledActionTimer]: onScheduledActionTimer,
  [suppressionTimer]: onSuppressionTimer,
  [budgetTimer]: onBudgetTimer,
  [actionTimer.kind]: onActionTimer,
  [balancerTimer]: onBalancerTimer,
  [targetsTimer]: onTargetsTimer,
  [faultTimer]: onFaultTimer,
}
