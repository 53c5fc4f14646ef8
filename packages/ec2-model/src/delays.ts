const second = 1_000
const minute = 60 * second

/** How long each stage lasts at speed 1, in ms: believable times, chosen so that a lesson does not wait. */
export const delays = {
  instancePendingMs: 8 * second,
  /** From running until both status checks pass. */
  statusChecksMs: 30 * second,
  instanceStoppingMs: 10 * second,
  instanceHibernatingMs: 20 * second,
  instanceShuttingDownMs: 8 * second,
  /** A terminated instance stays listed this long. */
  terminatedKeptMs: 60 * minute,
  rebootMs: 12 * second,
  volumeCreatingMs: 2 * second,
  volumeAttachingMs: 2 * second,
  volumeDetachingMs: 3 * second,
  volumeDeletingMs: 2 * second,
  volumeModifyingMs: 3 * second,
  volumeOptimizingMs: 20 * second,
  interfaceAttachingMs: 2 * second,
  interfaceDetachingMs: 3 * second,
  fastRestoreEnablingMs: 10 * second,
  fastRestoreOptimizingMs: 60 * second,
  snapshotPendingMs: 15 * second,
  /** AWS takes up to three days. */
  snapshotTieringMs: 30 * second,
  imagePendingMs: 20 * second,
  imageUsageReportMs: 10 * second,
  imageCopyMs: 30 * second,
  natGatewayPendingMs: 15 * second,
  natGatewayDeletingMs: 10 * second,
  /** A failed or deleted NAT gateway stays listed this long. */
  natGatewayKeptMs: 60 * minute,
  /** AWS takes a few minutes. */
  loadBalancerProvisioningMs: 15 * second,
  /** From registering a target until its first health check. */
  targetRegisteringMs: 5 * second,
  vpcEndpointPendingMs: 20 * second,
  vpcEndpointDeletingMs: 10 * second,
  /** So long a peering request waits to be accepted, and so long a dead one stays listed. */
  vpcPeeringPendingMs: 7 * 24 * 60 * minute,
  vpcPeeringKeptMs: 2 * 24 * 60 * minute,
  /** A gateway, one of its route tables or attachments: until it is available, or gone. */
  transitGatewayMs: 10 * second,
  transitGatewayAssociatingMs: 5 * second,
  transitGatewayKeptMs: 60 * minute,
  /** A connection until it is available, or gone; an attachment of a virtual private gateway likewise. */
  vpnConnectionMs: 20 * second,
  vpnGatewayAttachingMs: 5 * second,
  vpnKeptMs: 60 * minute,
  networkInsightsMs: 10 * second,
  profileAssociatingMs: 2 * second,
  monitoringPendingMs: 2 * second,
  /** From a reboot-less stop of the agent, or a late instance profile, until the agent registers. */
  agentRegistersMs: 5 * second,
} as const
