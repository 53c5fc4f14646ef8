import { CreateTrafficMirrorFilter } from './traffic-mirroring/CreateTrafficMirrorFilter.ts'
import { CreateTrafficMirrorFilterRule } from './traffic-mirroring/CreateTrafficMirrorFilterRule.ts'
import { CreateTrafficMirrorSession } from './traffic-mirroring/CreateTrafficMirrorSession.ts'
import { CreateTrafficMirrorTarget } from './traffic-mirroring/CreateTrafficMirrorTarget.ts'
import { DeleteTrafficMirrorFilter } from './traffic-mirroring/DeleteTrafficMirrorFilter.ts'
import { DeleteTrafficMirrorFilterRule } from './traffic-mirroring/DeleteTrafficMirrorFilterRule.ts'
import { DeleteTrafficMirrorSession } from './traffic-mirroring/DeleteTrafficMirrorSession.ts'
import { DeleteTrafficMirrorTarget } from './traffic-mirroring/DeleteTrafficMirrorTarget.ts'
import { DescribeTrafficMirrorFilterRules } from './traffic-mirroring/DescribeTrafficMirrorFilterRules.ts'
import { ModifyTrafficMirrorSession } from './traffic-mirroring/ModifyTrafficMirrorSession.ts'
import { DescribeTrafficMirrorFilters } from './traffic-mirroring/DescribeTrafficMirrorFilters.ts'
import { DescribeTrafficMirrorSessions } from './traffic-mirroring/DescribeTrafficMirrorSessions.ts'
import { DescribeTrafficMirrorTargets } from './traffic-mirroring/DescribeTrafficMirrorTargets.ts'
import { ModifyTrafficMirrorFilterNetworkServices } from './traffic-mirroring/ModifyTrafficMirrorFilterNetworkServices.ts'
import { ModifyTrafficMirrorFilterRule } from './traffic-mirroring/ModifyTrafficMirrorFilterRule.ts'
import { ModifyIpamPool } from './ipam/ModifyIpamPool.ts'
import { GetIpamPoolAllocations } from './ipam/GetIpamPoolAllocations.ts'
import { CreateIpam } from './ipam/CreateIpam.ts'
import { DeleteIpamPool } from './ipam/DeleteIpamPool.ts'
import { DeleteIpamScope } from './ipam/DeleteIpamScope.ts'
import { CreateIpamScope } from './ipam/CreateIpamScope.ts'
import { ProvisionIpamPoolCidr } from './ipam/ProvisionIpamPoolCidr.ts'
import { ReleaseIpamPoolAllocation } from './ipam/ReleaseIpamPoolAllocation.ts'
import { DeleteIpam } from './ipam/DeleteIpam.ts'
import { DeprovisionIpamPoolCidr } from './ipam/DeprovisionIpamPoolCidr.ts'
import { AllocateIpamPoolCidr } from './ipam/AllocateIpamPoolCidr.ts'
import { ModifyIpamScope } from './ipam/ModifyIpamScope.ts'
import { GetIpamPoolCidrs } from './ipam/GetIpamPoolCidrs.ts'
import { ModifyIpam } from './ipam/ModifyIpam.ts'
import { CreateIpamPool } from './ipam/CreateIpamPool.ts'
import { CancelImageLaunchPermission } from './images/CancelImageLaunchPermission.ts'
import { AssociateNatGatewayAddress } from './nat-gateways/AssociateNatGatewayAddress.ts'
import { DisassociateNatGatewayAddress } from './nat-gateways/DisassociateNatGatewayAddress.ts'
import { UnassignPrivateNatGatewayAddress } from './nat-gateways/UnassignPrivateNatGatewayAddress.ts'
import { AssignPrivateNatGatewayAddress } from './nat-gateways/AssignPrivateNatGatewayAddress.ts'
import { CreateNetworkInsightsPath } from './network-insights/CreateNetworkInsightsPath.ts'
import { DeleteNetworkInsightsAnalysis } from './network-insights/DeleteNetworkInsightsAnalysis.ts'
import { DeleteNetworkInsightsPath } from './network-insights/DeleteNetworkInsightsPath.ts'
import { DescribeNetworkInsightsAnalyses } from './network-insights/DescribeNetworkInsightsAnalyses.ts'
import { DescribeNetworkInsightsPaths } from './network-insights/DescribeNetworkInsightsPaths.ts'
import { StartNetworkInsightsAnalysis } from './network-insights/StartNetworkInsightsAnalysis.ts'
import { RejectVpcEndpointConnections } from './endpoint-services/RejectVpcEndpointConnections.ts'
import { DescribeVpcEndpointServicePermissions } from './endpoint-services/DescribeVpcEndpointServicePermissions.ts'
import { StartVpcEndpointServicePrivateDnsVerification } from './endpoint-services/StartVpcEndpointServicePrivateDnsVerification.ts'
import { ModifyVpcEndpointServicePermissions } from './endpoint-services/ModifyVpcEndpointServicePermissions.ts'
import { AcceptVpcEndpointConnections } from './endpoint-services/AcceptVpcEndpointConnections.ts'
import { ModifyVpcEndpointServicePayerResponsibility } from './endpoint-services/ModifyVpcEndpointServicePayerResponsibility.ts'
import { DeleteVpcEndpointServiceConfigurations } from './endpoint-services/DeleteVpcEndpointServiceConfigurations.ts'
import { ModifyVpcEndpointServiceConfiguration } from './endpoint-services/ModifyVpcEndpointServiceConfiguration.ts'
import { CreateVpcEndpointServiceConfiguration } from './endpoint-services/CreateVpcEndpointServiceConfiguration.ts'
import { AcceptReservedInstancesExchangeQuote } from './reserved-instances/AcceptReservedInstancesExchangeQuote.ts'
import { DeleteQueuedReservedInstances } from './reserved-instances/DeleteQueuedReservedInstances.ts'
import { GetReservedInstancesExchangeQuote } from './reserved-instances/GetReservedInstancesExchangeQuote.ts'
import { ModifyReservedInstances } from './reserved-instances/ModifyReservedInstances.ts'
import { PurchaseReservedInstancesOffering } from './reserved-instances/PurchaseReservedInstancesOffering.ts'
import { PurchaseScheduledInstances } from './nothing-here/PurchaseScheduledInstances.ts'
import { RunScheduledInstances } from './nothing-here/RunScheduledInstances.ts'
import { GetHostReservationPurchasePreview } from './host-reservations/GetHostReservationPurchasePreview.ts'
import { PurchaseHostReservation } from './host-reservations/PurchaseHostReservation.ts'
import { DescribeReservedInstancesOfferings } from './reserved-instances/DescribeReservedInstancesOfferings.ts'
import { CancelCapacityReservationFleets } from './capacity-reservation-fleets/CancelCapacityReservationFleets.ts'
import { CreateCapacityReservationFleet } from './capacity-reservation-fleets/CreateCapacityReservationFleet.ts'
import { DescribeCapacityReservationFleets } from './capacity-reservation-fleets/DescribeCapacityReservationFleets.ts'
import { ModifyCapacityReservationFleet } from './capacity-reservation-fleets/ModifyCapacityReservationFleet.ts'
import { DisassociateSecurityGroupVpc } from './security-groups/DisassociateSecurityGroupVpc.ts'
import { DescribeSecurityGroupVpcAssociations } from './security-groups/DescribeSecurityGroupVpcAssociations.ts'
import { AssociateSecurityGroupVpc } from './security-groups/AssociateSecurityGroupVpc.ts'
import { GetInstanceUefiData } from './instances/GetInstanceUefiData.ts'
import { DescribeAddressTransfers } from './address-transfers/DescribeAddressTransfers.ts'
import { EnableAddressTransfer } from './address-transfers/EnableAddressTransfer.ts'
import { AcceptAddressTransfer } from './address-transfers/AcceptAddressTransfer.ts'
import { DisableAddressTransfer } from './address-transfers/DisableAddressTransfer.ts'
import { CreateInstanceConnectEndpoint } from './instance-connect-endpoints/CreateInstanceConnectEndpoint.ts'
import { DescribeInstanceConnectEndpoints } from './instance-connect-endpoints/DescribeInstanceConnectEndpoints.ts'
import { DeleteInstanceConnectEndpoint } from './instance-connect-endpoints/DeleteInstanceConnectEndpoint.ts'
import { ModifyInstanceConnectEndpoint } from './instance-connect-endpoints/ModifyInstanceConnectEndpoint.ts'
import { AttachClassicLinkVpc } from './nothing-here/AttachClassicLinkVpc.ts'
import { DetachClassicLinkVpc } from './nothing-here/DetachClassicLinkVpc.ts'
import { DisableVpcClassicLink } from './nothing-here/DisableVpcClassicLink.ts'
import { DisableVpcClassicLinkDnsSupport } from './nothing-here/DisableVpcClassicLinkDnsSupport.ts'
import { EnableVpcClassicLink } from './nothing-here/EnableVpcClassicLink.ts'
import { EnableVpcClassicLinkDnsSupport } from './nothing-here/EnableVpcClassicLinkDnsSupport.ts'
import { DescribeSecurityGroupReferences } from './security-groups/DescribeSecurityGroupReferences.ts'
import { DescribeStaleSecurityGroups } from './security-groups/DescribeStaleSecurityGroups.ts'
import { CreateSubnetCidrReservation } from './subnet-cidr-reservations/CreateSubnetCidrReservation.ts'
import { DeleteSubnetCidrReservation } from './subnet-cidr-reservations/DeleteSubnetCidrReservation.ts'
import { GetSubnetCidrReservations } from './subnet-cidr-reservations/GetSubnetCidrReservations.ts'
import { CreateVpcBlockPublicAccessExclusion } from './vpc-block-public-access/CreateVpcBlockPublicAccessExclusion.ts'
import { DeleteVpcBlockPublicAccessExclusion } from './vpc-block-public-access/DeleteVpcBlockPublicAccessExclusion.ts'
import { DescribeVpcBlockPublicAccessExclusions } from './vpc-block-public-access/DescribeVpcBlockPublicAccessExclusions.ts'
import { DescribeVpcBlockPublicAccessOptions } from './vpc-block-public-access/DescribeVpcBlockPublicAccessOptions.ts'
import { ModifyVpcBlockPublicAccessExclusion } from './vpc-block-public-access/ModifyVpcBlockPublicAccessExclusion.ts'
import { ModifyVpcBlockPublicAccessOptions } from './vpc-block-public-access/ModifyVpcBlockPublicAccessOptions.ts'
import { CreateCarrierGateway } from './carrier-gateways/CreateCarrierGateway.ts'
import { DeleteCarrierGateway } from './carrier-gateways/DeleteCarrierGateway.ts'
import { DescribeCarrierGateways } from './carrier-gateways/DescribeCarrierGateways.ts'
import { CreateCustomerGateway } from './customer-gateways/CreateCustomerGateway.ts'
import { DeleteCustomerGateway } from './customer-gateways/DeleteCustomerGateway.ts'
import { DescribeCustomerGateways } from './customer-gateways/DescribeCustomerGateways.ts'
import { CreateVpnConnection } from './vpn-connections/CreateVpnConnection.ts'
import { CreateVpnConnectionRoute } from './vpn-connections/CreateVpnConnectionRoute.ts'
import { DeleteVpnConnection } from './vpn-connections/DeleteVpnConnection.ts'
import { DeleteVpnConnectionRoute } from './vpn-connections/DeleteVpnConnectionRoute.ts'
import { DescribeVpnConnections } from './vpn-connections/DescribeVpnConnections.ts'
import { ModifyVpnConnection } from './vpn-connections/ModifyVpnConnection.ts'
import { ModifyVpnConnectionOptions } from './vpn-connections/ModifyVpnConnectionOptions.ts'
import { ModifyVpnTunnelOptions } from './vpn-connections/ModifyVpnTunnelOptions.ts'
import { AttachVpnGateway } from './vpn-gateways/AttachVpnGateway.ts'
import { CreateVpnGateway } from './vpn-gateways/CreateVpnGateway.ts'
import { DeleteVpnGateway } from './vpn-gateways/DeleteVpnGateway.ts'
import { DescribeVpnGateways } from './vpn-gateways/DescribeVpnGateways.ts'
import { DetachVpnGateway } from './vpn-gateways/DetachVpnGateway.ts'
import { DisableVgwRoutePropagation } from './vpn-gateways/DisableVgwRoutePropagation.ts'
import { EnableVgwRoutePropagation } from './vpn-gateways/EnableVgwRoutePropagation.ts'
import { DescribeVpcEndpointServiceConfigurations } from './nothing-here/DescribeVpcEndpointServiceConfigurations.ts'
import { DescribeVpcEndpointConnectionNotifications } from './nothing-here/DescribeVpcEndpointConnectionNotifications.ts'
import { DescribeVpcEndpointConnections } from './nothing-here/DescribeVpcEndpointConnections.ts'
import { DescribeRouteServerPeers } from './nothing-here/DescribeRouteServerPeers.ts'
import { DescribeRouteServerEndpoints } from './nothing-here/DescribeRouteServerEndpoints.ts'
import { DescribeRouteServers } from './nothing-here/DescribeRouteServers.ts'
import { DescribeIpamResourceDiscoveryAssociations } from './nothing-here/DescribeIpamResourceDiscoveryAssociations.ts'
import { DescribeIpamResourceDiscoveries } from './nothing-here/DescribeIpamResourceDiscoveries.ts'
import { DescribeIpamPools } from './ipam/DescribeIpamPools.ts'
import { DescribeIpamScopes } from './ipam/DescribeIpamScopes.ts'
import { DescribeIpams } from './ipam/DescribeIpams.ts'
import { DescribeAwsNetworkPerformanceMetricSubscriptions } from './nothing-here/DescribeAwsNetworkPerformanceMetricSubscriptions.ts'
import { DescribeDeclarativePoliciesReports } from './nothing-here/DescribeDeclarativePoliciesReports.ts'
import { DescribeVerifiedAccessInstanceLoggingConfigurations } from './nothing-here/DescribeVerifiedAccessInstanceLoggingConfigurations.ts'
import { DescribeVerifiedAccessTrustProviders } from './nothing-here/DescribeVerifiedAccessTrustProviders.ts'
import { DescribeVerifiedAccessEndpoints } from './nothing-here/DescribeVerifiedAccessEndpoints.ts'
import { DescribeVerifiedAccessGroups } from './nothing-here/DescribeVerifiedAccessGroups.ts'
import { DescribeVerifiedAccessInstances } from './nothing-here/DescribeVerifiedAccessInstances.ts'
import { DescribeServiceLinkVirtualInterfaces } from './nothing-here/DescribeServiceLinkVirtualInterfaces.ts'
import { DescribeOutpostLags } from './nothing-here/DescribeOutpostLags.ts'
import { DescribeTrunkInterfaceAssociations } from './nothing-here/DescribeTrunkInterfaceAssociations.ts'
import { DescribeMovingAddresses } from './nothing-here/DescribeMovingAddresses.ts'
import { DescribeCapacityBlockExtensionHistory } from './nothing-here/DescribeCapacityBlockExtensionHistory.ts'
import { DescribeCapacityBlockStatus } from './nothing-here/DescribeCapacityBlockStatus.ts'
import { DescribeCapacityBlockOfferings } from './nothing-here/DescribeCapacityBlockOfferings.ts'
import { DescribeCapacityBlocks } from './nothing-here/DescribeCapacityBlocks.ts'
import { DescribeMacModificationTasks } from './nothing-here/DescribeMacModificationTasks.ts'
import { DescribeElasticGpus } from './nothing-here/DescribeElasticGpus.ts'
import { DescribeScheduledInstanceAvailability } from './nothing-here/DescribeScheduledInstanceAvailability.ts'
import { DescribeFpgaImages } from './nothing-here/DescribeFpgaImages.ts'
import { DescribeIpv6Pools } from './nothing-here/DescribeIpv6Pools.ts'
import { DescribeByoipCidrs } from './nothing-here/DescribeByoipCidrs.ts'
import { DescribePublicIpv4Pools } from './nothing-here/DescribePublicIpv4Pools.ts'
import { DescribeHostReservationOfferings } from './host-reservations/DescribeHostReservationOfferings.ts'
import { DeleteSpotDatafeedSubscription } from './spot/DeleteSpotDatafeedSubscription.ts'
import { CreateSpotDatafeedSubscription } from './spot/CreateSpotDatafeedSubscription.ts'
import { CancelSpotFleetRequests } from './spot-fleets/CancelSpotFleetRequests.ts'
import { ModifySpotFleetRequest } from './spot-fleets/ModifySpotFleetRequest.ts'
import { DescribeSpotFleetRequestHistory } from './spot-fleets/DescribeSpotFleetRequestHistory.ts'
import { DescribeSpotFleetInstances } from './spot-fleets/DescribeSpotFleetInstances.ts'
import { RequestSpotFleet } from './spot-fleets/RequestSpotFleet.ts'
import { ReleaseHosts } from './hosts/ReleaseHosts.ts'
import { ModifyHosts } from './hosts/ModifyHosts.ts'
import { AllocateHosts } from './hosts/AllocateHosts.ts'
import { DescribeCoipPools } from './nothing-here/DescribeCoipPools.ts'
import { DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations } from './nothing-here/DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations.ts'
import { DescribeLocalGatewayRouteTableVpcAssociations } from './nothing-here/DescribeLocalGatewayRouteTableVpcAssociations.ts'
import { DescribeLocalGatewayRouteTables } from './nothing-here/DescribeLocalGatewayRouteTables.ts'
import { DescribeLocalGatewayVirtualInterfaceGroups } from './nothing-here/DescribeLocalGatewayVirtualInterfaceGroups.ts'
import { DescribeLocalGatewayVirtualInterfaces } from './nothing-here/DescribeLocalGatewayVirtualInterfaces.ts'
import { DescribeLocalGateways } from './nothing-here/DescribeLocalGateways.ts'
import { DescribeTransitGatewayConnectPeers } from './nothing-here/DescribeTransitGatewayConnectPeers.ts'
import { DescribeTransitGatewayConnects } from './nothing-here/DescribeTransitGatewayConnects.ts'
import { DescribeTransitGatewayMulticastDomains } from './nothing-here/DescribeTransitGatewayMulticastDomains.ts'
import { DescribeTransitGatewayPolicyTables } from './nothing-here/DescribeTransitGatewayPolicyTables.ts'
import { DescribeTransitGatewayRouteTableAnnouncements } from './nothing-here/DescribeTransitGatewayRouteTableAnnouncements.ts'
import { AcceptTransitGatewayPeeringAttachment } from './transit-gateways/AcceptTransitGatewayPeeringAttachment.ts'
import { AcceptTransitGatewayVpcAttachment } from './transit-gateways/AcceptTransitGatewayVpcAttachment.ts'
import { AssociateTransitGatewayRouteTable } from './transit-gateways/AssociateTransitGatewayRouteTable.ts'
import { CreateTransitGateway } from './transit-gateways/CreateTransitGateway.ts'
import { CreateTransitGatewayPeeringAttachment } from './transit-gateways/CreateTransitGatewayPeeringAttachment.ts'
import { CreateTransitGatewayPrefixListReference } from './transit-gateways/CreateTransitGatewayPrefixListReference.ts'
import { CreateTransitGatewayRoute } from './transit-gateways/CreateTransitGatewayRoute.ts'
import { CreateTransitGatewayRouteTable } from './transit-gateways/CreateTransitGatewayRouteTable.ts'
import { CreateTransitGatewayVpcAttachment } from './transit-gateways/CreateTransitGatewayVpcAttachment.ts'
import { DeleteTransitGateway } from './transit-gateways/DeleteTransitGateway.ts'
import { DeleteTransitGatewayPeeringAttachment } from './transit-gateways/DeleteTransitGatewayPeeringAttachment.ts'
import { DeleteTransitGatewayPrefixListReference } from './transit-gateways/DeleteTransitGatewayPrefixListReference.ts'
import { DeleteTransitGatewayRoute } from './transit-gateways/DeleteTransitGatewayRoute.ts'
import { DeleteTransitGatewayRouteTable } from './transit-gateways/DeleteTransitGatewayRouteTable.ts'
import { DeleteTransitGatewayVpcAttachment } from './transit-gateways/DeleteTransitGatewayVpcAttachment.ts'
import { DescribeTransitGatewayAttachments } from './transit-gateways/DescribeTransitGatewayAttachments.ts'
import { DescribeTransitGatewayPeeringAttachments } from './transit-gateways/DescribeTransitGatewayPeeringAttachments.ts'
import { DescribeTransitGatewayRouteTables } from './transit-gateways/DescribeTransitGatewayRouteTables.ts'
import { DescribeTransitGatewayVpcAttachments } from './transit-gateways/DescribeTransitGatewayVpcAttachments.ts'
import { DescribeTransitGateways } from './transit-gateways/DescribeTransitGateways.ts'
import { DisableTransitGatewayRouteTablePropagation } from './transit-gateways/DisableTransitGatewayRouteTablePropagation.ts'
import { DisassociateTransitGatewayRouteTable } from './transit-gateways/DisassociateTransitGatewayRouteTable.ts'
import { EnableTransitGatewayRouteTablePropagation } from './transit-gateways/EnableTransitGatewayRouteTablePropagation.ts'
import { GetTransitGatewayAttachmentPropagations } from './transit-gateways/GetTransitGatewayAttachmentPropagations.ts'
import { GetTransitGatewayPrefixListReferences } from './transit-gateways/GetTransitGatewayPrefixListReferences.ts'
import { GetTransitGatewayRouteTableAssociations } from './transit-gateways/GetTransitGatewayRouteTableAssociations.ts'
import { GetTransitGatewayRouteTablePropagations } from './transit-gateways/GetTransitGatewayRouteTablePropagations.ts'
import { ModifyTransitGateway } from './transit-gateways/ModifyTransitGateway.ts'
import { ModifyTransitGatewayPrefixListReference } from './transit-gateways/ModifyTransitGatewayPrefixListReference.ts'
import { ModifyTransitGatewayVpcAttachment } from './transit-gateways/ModifyTransitGatewayVpcAttachment.ts'
import { RejectTransitGatewayPeeringAttachment } from './transit-gateways/RejectTransitGatewayPeeringAttachment.ts'
import { RejectTransitGatewayVpcAttachment } from './transit-gateways/RejectTransitGatewayVpcAttachment.ts'
import { ReplaceTransitGatewayRoute } from './transit-gateways/ReplaceTransitGatewayRoute.ts'
import { SearchTransitGatewayRoutes } from './transit-gateways/SearchTransitGatewayRoutes.ts'
import { AssignIpv6Addresses } from './network-interfaces/AssignIpv6Addresses.ts'
import { CreateManagedPrefixList } from './prefix-lists/CreateManagedPrefixList.ts'
import { CreateReplaceRootVolumeTask } from './replace-root-volume/CreateReplaceRootVolumeTask.ts'
import { DeleteManagedPrefixList } from './prefix-lists/DeleteManagedPrefixList.ts'
import { DescribeExportImageTasks } from './nothing-here/DescribeExportImageTasks.ts'
import { DescribeFastLaunchImages } from './nothing-here/DescribeFastLaunchImages.ts'
import { DescribeFlowLogs } from './flow-logs/DescribeFlowLogs.ts'
import { DeleteFlowLogs } from './flow-logs/DeleteFlowLogs.ts'
import { CreateFlowLogs } from './flow-logs/CreateFlowLogs.ts'
import { AssociateInstanceEventWindow } from './event-windows/AssociateInstanceEventWindow.ts'
import { RequestSpotInstances } from './spot/RequestSpotInstances.ts'
import { DescribeSpotPriceHistory } from './spot/DescribeSpotPriceHistory.ts'
import { GetSpotPlacementScores } from './spot/GetSpotPlacementScores.ts'
import { CancelSpotInstanceRequests } from './spot/CancelSpotInstanceRequests.ts'
import { CreateInstanceEventWindow } from './event-windows/CreateInstanceEventWindow.ts'
import { DeleteInstanceEventWindow } from './event-windows/DeleteInstanceEventWindow.ts'
import { DeregisterInstanceEventNotificationAttributes } from './event-notifications/DeregisterInstanceEventNotificationAttributes.ts'
import { DescribeAggregateIdFormat } from './id-formats/DescribeAggregateIdFormat.ts'
import { DescribeBundleTasks } from './nothing-here/DescribeBundleTasks.ts'
import { DescribeClassicLinkInstances } from './nothing-here/DescribeClassicLinkInstances.ts'
import { DescribeConversionTasks } from './nothing-here/DescribeConversionTasks.ts'
import { DescribeExportTasks } from './nothing-here/DescribeExportTasks.ts'
import { DescribeHostReservations } from './host-reservations/DescribeHostReservations.ts'
import { DescribeHosts } from './hosts/DescribeHosts.ts'
import { DescribeIdFormat } from './id-formats/DescribeIdFormat.ts'
import { DescribeIdentityIdFormat } from './id-formats/DescribeIdentityIdFormat.ts'
import { DescribeImportImageTasks } from './nothing-here/DescribeImportImageTasks.ts'
import { DescribeImportSnapshotTasks } from './nothing-here/DescribeImportSnapshotTasks.ts'
import { DescribeInstanceEventNotificationAttributes } from './event-notifications/DescribeInstanceEventNotificationAttributes.ts'
import { DescribeInstanceEventWindows } from './event-windows/DescribeInstanceEventWindows.ts'
import { DescribeInstanceTopology } from './instances/DescribeInstanceTopology.ts'
import { DescribePrincipalIdFormat } from './id-formats/DescribePrincipalIdFormat.ts'
import { DescribeReplaceRootVolumeTasks } from './replace-root-volume/DescribeReplaceRootVolumeTasks.ts'
import { DescribeReservedInstances } from './reserved-instances/DescribeReservedInstances.ts'
import { DescribeReservedInstancesListings } from './nothing-here/DescribeReservedInstancesListings.ts'
import { DescribeReservedInstancesModifications } from './reserved-instances/DescribeReservedInstancesModifications.ts'
import { DescribeScheduledInstances } from './nothing-here/DescribeScheduledInstances.ts'
import { DescribeSpotDatafeedSubscription } from './spot/DescribeSpotDatafeedSubscription.ts'
import { DescribeSpotFleetRequests } from './spot-fleets/DescribeSpotFleetRequests.ts'
import { DescribeSpotInstanceRequests } from './spot/DescribeSpotInstanceRequests.ts'
import { DescribeStoreImageTasks } from './nothing-here/DescribeStoreImageTasks.ts'
import { DescribeVpcClassicLink } from './nothing-here/DescribeVpcClassicLink.ts'
import { DescribeVpcClassicLinkDnsSupport } from './nothing-here/DescribeVpcClassicLinkDnsSupport.ts'
import { DisassociateInstanceEventWindow } from './event-windows/DisassociateInstanceEventWindow.ts'
import { GetDefaultCreditSpecification } from './credit-defaults/GetDefaultCreditSpecification.ts'
import { GetInstanceMetadataDefaults } from './metadata-defaults/GetInstanceMetadataDefaults.ts'
import { GetInstanceTpmEkPub } from './instances/GetInstanceTpmEkPub.ts'
import { GetManagedPrefixListAssociations } from './prefix-lists/GetManagedPrefixListAssociations.ts'
import { ModifyDefaultCreditSpecification } from './credit-defaults/ModifyDefaultCreditSpecification.ts'
import { ModifyIdFormat } from './id-formats/ModifyIdFormat.ts'
import { ModifyIdentityIdFormat } from './id-formats/ModifyIdentityIdFormat.ts'
import { ModifyInstanceCpuOptions } from './instances/ModifyInstanceCpuOptions.ts'
import { ModifyInstanceEventStartTime } from './instances/ModifyInstanceEventStartTime.ts'
import { ModifyInstanceEventWindow } from './event-windows/ModifyInstanceEventWindow.ts'
import { ModifyInstanceMetadataDefaults } from './metadata-defaults/ModifyInstanceMetadataDefaults.ts'
import { ModifyInstanceNetworkPerformanceOptions } from './instances/ModifyInstanceNetworkPerformanceOptions.ts'
import { ModifyManagedPrefixList } from './prefix-lists/ModifyManagedPrefixList.ts'
import { ModifyVpcEndpoint } from './vpc-endpoints/ModifyVpcEndpoint.ts'
import { DescribeVpcEndpointServices } from './vpc-endpoints/DescribeVpcEndpointServices.ts'
import { DescribeVpcEndpoints } from './vpc-endpoints/DescribeVpcEndpoints.ts'
import { DeleteVpcEndpoints } from './vpc-endpoints/DeleteVpcEndpoints.ts'
import { CreateVpcEndpoint } from './vpc-endpoints/CreateVpcEndpoint.ts'
import type { AnyOperation } from '../../engine/operation.ts'
import { AcceptVpcPeeringConnection } from './vpc-peering/AcceptVpcPeeringConnection.ts'
import { AllocateAddress } from './addresses/AllocateAddress.ts'
import { AssignPrivateIpAddresses } from './network-interfaces/AssignPrivateIpAddresses.ts'
import { AssociateAddress } from './addresses/AssociateAddress.ts'
import { AssociateDhcpOptions } from './dhcp-options/AssociateDhcpOptions.ts'
import { AssociateIamInstanceProfile } from './instances/AssociateIamInstanceProfile.ts'
import { AssociateRouteTable } from './route-tables/AssociateRouteTable.ts'
import { AssociateSubnetCidrBlock } from './subnets/AssociateSubnetCidrBlock.ts'
import { AssociateVpcCidrBlock } from './vpcs/AssociateVpcCidrBlock.ts'
import { AttachInternetGateway } from './internet-gateways/AttachInternetGateway.ts'
import { AttachNetworkInterface } from './network-interfaces/AttachNetworkInterface.ts'
import { AttachVolume } from './volumes/AttachVolume.ts'
import { AuthorizeSecurityGroupEgress } from './security-groups/AuthorizeSecurityGroupEgress.ts'
import { AuthorizeSecurityGroupIngress } from './security-groups/AuthorizeSecurityGroupIngress.ts'
import { CancelCapacityReservation } from './capacity-reservations/CancelCapacityReservation.ts'
import { CopyImage } from './images/CopyImage.ts'
import { CopySnapshot } from './snapshots/CopySnapshot.ts'
import { CopyVolumes } from './volumes/CopyVolumes.ts'
import { CreateCapacityReservation } from './capacity-reservations/CreateCapacityReservation.ts'
import { CreateCapacityReservationBySplitting } from './capacity-reservations/CreateCapacityReservationBySplitting.ts'
import { CreateDefaultSubnet } from './subnets/CreateDefaultSubnet.ts'
import { CreateDefaultVpc } from './vpcs/CreateDefaultVpc.ts'
import { CreateDhcpOptions } from './dhcp-options/CreateDhcpOptions.ts'
import { CreateEgressOnlyInternetGateway } from './egress-only-internet-gateways/CreateEgressOnlyInternetGateway.ts'
import { CreateFleet } from './fleets/CreateFleet.ts'
import { CreateImage } from './images/CreateImage.ts'
import { CreateImageUsageReport } from './image-usage/CreateImageUsageReport.ts'
import { CreateInternetGateway } from './internet-gateways/CreateInternetGateway.ts'
import { CreateKeyPair } from './key-pairs/CreateKeyPair.ts'
import { CreateLaunchTemplate } from './launch-templates/CreateLaunchTemplate.ts'
import { CreateLaunchTemplateVersion } from './launch-templates/CreateLaunchTemplateVersion.ts'
import { CreateNatGateway } from './nat-gateways/CreateNatGateway.ts'
import { CreateNetworkAcl } from './network-acls/CreateNetworkAcl.ts'
import { CreateNetworkAclEntry } from './network-acls/CreateNetworkAclEntry.ts'
import { CreateNetworkInterface } from './network-interfaces/CreateNetworkInterface.ts'
import { CreatePlacementGroup } from './placement-groups/CreatePlacementGroup.ts'
import { CreateRoute } from './route-tables/CreateRoute.ts'
import { CreateRouteTable } from './route-tables/CreateRouteTable.ts'
import { CreateSecurityGroup } from './security-groups/CreateSecurityGroup.ts'
import { CreateSnapshot } from './snapshots/CreateSnapshot.ts'
import { CreateSnapshots } from './snapshots/CreateSnapshots.ts'
import { CreateSubnet } from './subnets/CreateSubnet.ts'
import { CreateTags } from './tags/CreateTags.ts'
import { CreateVolume } from './volumes/CreateVolume.ts'
import { CreateVpc } from './vpcs/CreateVpc.ts'
import { CreateVpcPeeringConnection } from './vpc-peering/CreateVpcPeeringConnection.ts'
import { DeleteDhcpOptions } from './dhcp-options/DeleteDhcpOptions.ts'
import { DeleteEgressOnlyInternetGateway } from './egress-only-internet-gateways/DeleteEgressOnlyInternetGateway.ts'
import { DeleteFleets } from './fleets/DeleteFleets.ts'
import { DeleteImageUsageReport } from './image-usage/DeleteImageUsageReport.ts'
import { DeleteInternetGateway } from './internet-gateways/DeleteInternetGateway.ts'
import { DeleteKeyPair } from './key-pairs/DeleteKeyPair.ts'
import { DeleteLaunchTemplate } from './launch-templates/DeleteLaunchTemplate.ts'
import { DeleteLaunchTemplateVersions } from './launch-templates/DeleteLaunchTemplateVersions.ts'
import { DeleteNatGateway } from './nat-gateways/DeleteNatGateway.ts'
import { DeleteNetworkAcl } from './network-acls/DeleteNetworkAcl.ts'
import { DeleteNetworkAclEntry } from './network-acls/DeleteNetworkAclEntry.ts'
import { DeleteNetworkInterface } from './network-interfaces/DeleteNetworkInterface.ts'
import { DeletePlacementGroup } from './placement-groups/DeletePlacementGroup.ts'
import { DeleteRoute } from './route-tables/DeleteRoute.ts'
import { DeleteRouteTable } from './route-tables/DeleteRouteTable.ts'
import { DeleteSecurityGroup } from './security-groups/DeleteSecurityGroup.ts'
import { DeleteSnapshot } from './snapshots/DeleteSnapshot.ts'
import { DeleteSubnet } from './subnets/DeleteSubnet.ts'
import { DeleteTags } from './tags/DeleteTags.ts'
import { DeleteVolume } from './volumes/DeleteVolume.ts'
import { DeleteVpc } from './vpcs/DeleteVpc.ts'
import { DeleteVpcPeeringConnection } from './vpc-peering/DeleteVpcPeeringConnection.ts'
import { DeregisterImage } from './images/DeregisterImage.ts'
import { DescribeAccountAttributes } from './regions/DescribeAccountAttributes.ts'
import { DescribeAddresses } from './addresses/DescribeAddresses.ts'
import { DescribeAddressesAttribute } from './addresses/DescribeAddressesAttribute.ts'
import { ModifyAvailabilityZoneGroup } from './regions/ModifyAvailabilityZoneGroup.ts'
import { DescribeAvailabilityZones } from './regions/DescribeAvailabilityZones.ts'
import { DescribeCapacityReservations } from './capacity-reservations/DescribeCapacityReservations.ts'
import { DescribeDhcpOptions } from './dhcp-options/DescribeDhcpOptions.ts'
import { DescribeEgressOnlyInternetGateways } from './egress-only-internet-gateways/DescribeEgressOnlyInternetGateways.ts'
import { DescribeFastSnapshotRestores } from './fast-snapshot-restores/DescribeFastSnapshotRestores.ts'
import { DescribeFleetHistory } from './fleets/DescribeFleetHistory.ts'
import { DescribeFleetInstances } from './fleets/DescribeFleetInstances.ts'
import { DescribeFleets } from './fleets/DescribeFleets.ts'
import { DescribeIamInstanceProfileAssociations } from './instances/DescribeIamInstanceProfileAssociations.ts'
import { DescribeImageAttribute } from './images/DescribeImageAttribute.ts'
import { DescribeImageReferences } from './image-usage/DescribeImageReferences.ts'
import { DescribeImageUsageReportEntries } from './image-usage/DescribeImageUsageReportEntries.ts'
import { DescribeImageUsageReports } from './image-usage/DescribeImageUsageReports.ts'
import { DescribeImages } from './images/DescribeImages.ts'
import { DescribeInstanceAttribute } from './instances/DescribeInstanceAttribute.ts'
import { DescribeInstanceCreditSpecifications } from './instances/DescribeInstanceCreditSpecifications.ts'
import { DescribeInstanceImageMetadata } from './image-usage/DescribeInstanceImageMetadata.ts'
import { DescribeInstanceStatus } from './instances/DescribeInstanceStatus.ts'
import { DescribeInstanceTypeOfferings } from './instance-types/DescribeInstanceTypeOfferings.ts'
import { DescribeInstanceTypes } from './instance-types/DescribeInstanceTypes.ts'
import { DescribeInstances } from './instances/DescribeInstances.ts'
import { DescribeInternetGateways } from './internet-gateways/DescribeInternetGateways.ts'
import { DescribeKeyPairs } from './key-pairs/DescribeKeyPairs.ts'
import { DescribeLaunchTemplateVersions } from './launch-templates/DescribeLaunchTemplateVersions.ts'
import { DescribeLaunchTemplates } from './launch-templates/DescribeLaunchTemplates.ts'
import { DescribeLockedSnapshots } from './snapshots/DescribeLockedSnapshots.ts'
import { DescribeManagedPrefixLists } from './prefix-lists/DescribeManagedPrefixLists.ts'
import { DescribeNatGateways } from './nat-gateways/DescribeNatGateways.ts'
import { DescribeNetworkAcls } from './network-acls/DescribeNetworkAcls.ts'
import { DescribeNetworkInterfaceAttribute } from './network-interfaces/DescribeNetworkInterfaceAttribute.ts'
import { DescribeNetworkInterfaces } from './network-interfaces/DescribeNetworkInterfaces.ts'
import { DescribePlacementGroups } from './placement-groups/DescribePlacementGroups.ts'
import { DescribePrefixLists } from './prefix-lists/DescribePrefixLists.ts'
import { DescribeRegions } from './regions/DescribeRegions.ts'
import { DescribeRouteTables } from './route-tables/DescribeRouteTables.ts'
import { DescribeSecurityGroupRules } from './security-groups/DescribeSecurityGroupRules.ts'
import { DescribeSecurityGroups } from './security-groups/DescribeSecurityGroups.ts'
import { DescribeSnapshotAttribute } from './snapshots/DescribeSnapshotAttribute.ts'
import { DescribeSnapshotTierStatus } from './snapshots/DescribeSnapshotTierStatus.ts'
import { DescribeSnapshots } from './snapshots/DescribeSnapshots.ts'
import { DescribeSubnets } from './subnets/DescribeSubnets.ts'
import { DescribeTags } from './tags/DescribeTags.ts'
import { DescribeVolumeAttribute } from './volumes/DescribeVolumeAttribute.ts'
import { DescribeVolumeStatus } from './volumes/DescribeVolumeStatus.ts'
import { DescribeVolumes } from './volumes/DescribeVolumes.ts'
import { DescribeVolumesModifications } from './volumes/DescribeVolumesModifications.ts'
import { DescribeVpcAttribute } from './vpcs/DescribeVpcAttribute.ts'
import { DescribeVpcPeeringConnections } from './vpc-peering/DescribeVpcPeeringConnections.ts'
import { DescribeVpcs } from './vpcs/DescribeVpcs.ts'
import { DetachInternetGateway } from './internet-gateways/DetachInternetGateway.ts'
import { DetachNetworkInterface } from './network-interfaces/DetachNetworkInterface.ts'
import { DetachVolume } from './volumes/DetachVolume.ts'
import { DisableAllowedImagesSettings } from './allowed-images/DisableAllowedImagesSettings.ts'
import { DisableEbsEncryptionByDefault } from './ebs-encryption/DisableEbsEncryptionByDefault.ts'
import { DisableFastSnapshotRestores } from './fast-snapshot-restores/DisableFastSnapshotRestores.ts'
import { DisableImage } from './images/DisableImage.ts'
import { DisableImageBlockPublicAccess } from './block-public-access/DisableImageBlockPublicAccess.ts'
import { DisableImageDeprecation } from './images/DisableImageDeprecation.ts'
import { DisableImageDeregistrationProtection } from './images/DisableImageDeregistrationProtection.ts'
import { DisableSerialConsoleAccess } from './serial-console/DisableSerialConsoleAccess.ts'
import { DisableSnapshotBlockPublicAccess } from './block-public-access/DisableSnapshotBlockPublicAccess.ts'
import { DisassociateAddress } from './addresses/DisassociateAddress.ts'
import { DisassociateIamInstanceProfile } from './instances/DisassociateIamInstanceProfile.ts'
import { DisassociateRouteTable } from './route-tables/DisassociateRouteTable.ts'
import { DisassociateSubnetCidrBlock } from './subnets/DisassociateSubnetCidrBlock.ts'
import { DisassociateVpcCidrBlock } from './vpcs/DisassociateVpcCidrBlock.ts'
import { EnableAllowedImagesSettings } from './allowed-images/EnableAllowedImagesSettings.ts'
import { EnableEbsEncryptionByDefault } from './ebs-encryption/EnableEbsEncryptionByDefault.ts'
import { EnableFastSnapshotRestores } from './fast-snapshot-restores/EnableFastSnapshotRestores.ts'
import { EnableImage } from './images/EnableImage.ts'
import { EnableImageBlockPublicAccess } from './block-public-access/EnableImageBlockPublicAccess.ts'
import { EnableImageDeprecation } from './images/EnableImageDeprecation.ts'
import { EnableImageDeregistrationProtection } from './images/EnableImageDeregistrationProtection.ts'
import { EnableSerialConsoleAccess } from './serial-console/EnableSerialConsoleAccess.ts'
import { EnableSnapshotBlockPublicAccess } from './block-public-access/EnableSnapshotBlockPublicAccess.ts'
import { EnableVolumeIO } from './volumes/EnableVolumeIO.ts'
import { GetAllowedImagesSettings } from './allowed-images/GetAllowedImagesSettings.ts'
import { GetCapacityReservationUsage } from './capacity-reservations/GetCapacityReservationUsage.ts'
import { GetConsoleOutput } from './instances/GetConsoleOutput.ts'
import { GetConsoleScreenshot } from './instances/GetConsoleScreenshot.ts'
import { GetEbsDefaultKmsKeyId } from './ebs-encryption/GetEbsDefaultKmsKeyId.ts'
import { GetEbsEncryptionByDefault } from './ebs-encryption/GetEbsEncryptionByDefault.ts'
import { GetGroupsForCapacityReservation } from './capacity-reservations/GetGroupsForCapacityReservation.ts'
import { GetImageAncestry } from './image-usage/GetImageAncestry.ts'
import { GetImageBlockPublicAccessState } from './block-public-access/GetImageBlockPublicAccessState.ts'
import { GetInstanceTypesFromInstanceRequirements } from './instance-types/GetInstanceTypesFromInstanceRequirements.ts'
import { GetLaunchTemplateData } from './launch-templates/GetLaunchTemplateData.ts'
import { GetManagedPrefixListEntries } from './prefix-lists/GetManagedPrefixListEntries.ts'
import { GetPasswordData } from './instances/GetPasswordData.ts'
import { GetSecurityGroupsForVpc } from './security-groups/GetSecurityGroupsForVpc.ts'
import { GetSerialConsoleAccessStatus } from './serial-console/GetSerialConsoleAccessStatus.ts'
import { GetSnapshotBlockPublicAccessState } from './block-public-access/GetSnapshotBlockPublicAccessState.ts'
import { ImportKeyPair } from './key-pairs/ImportKeyPair.ts'
import { ListImagesInRecycleBin } from './recycle-bin/ListImagesInRecycleBin.ts'
import { ListSnapshotsInRecycleBin } from './recycle-bin/ListSnapshotsInRecycleBin.ts'
import { ListVolumesInRecycleBin } from './recycle-bin/ListVolumesInRecycleBin.ts'
import { LockSnapshot } from './snapshots/LockSnapshot.ts'
import { ModifyAddressAttribute } from './addresses/ModifyAddressAttribute.ts'
import { ModifyCapacityReservation } from './capacity-reservations/ModifyCapacityReservation.ts'
import { ModifyEbsDefaultKmsKeyId } from './ebs-encryption/ModifyEbsDefaultKmsKeyId.ts'
import { ModifyFleet } from './fleets/ModifyFleet.ts'
import { ModifyImageAttribute } from './images/ModifyImageAttribute.ts'
import { ModifyInstanceAttribute } from './instances/ModifyInstanceAttribute.ts'
import { ModifyInstanceCapacityReservationAttributes } from './capacity-reservations/ModifyInstanceCapacityReservationAttributes.ts'
import { ModifyInstanceCreditSpecification } from './instances/ModifyInstanceCreditSpecification.ts'
import { ModifyInstanceMaintenanceOptions } from './instances/ModifyInstanceMaintenanceOptions.ts'
import { ModifyInstanceMetadataOptions } from './instances/ModifyInstanceMetadataOptions.ts'
import { ModifyInstancePlacement } from './placement-groups/ModifyInstancePlacement.ts'
import { ModifyLaunchTemplate } from './launch-templates/ModifyLaunchTemplate.ts'
import { ModifyNetworkInterfaceAttribute } from './network-interfaces/ModifyNetworkInterfaceAttribute.ts'
import { ModifyPrivateDnsNameOptions } from './instances/ModifyPrivateDnsNameOptions.ts'
import { ModifySecurityGroupRules } from './security-groups/ModifySecurityGroupRules.ts'
import { ModifySnapshotAttribute } from './snapshots/ModifySnapshotAttribute.ts'
import { ModifySnapshotTier } from './snapshots/ModifySnapshotTier.ts'
import { ModifySubnetAttribute } from './subnets/ModifySubnetAttribute.ts'
import { ModifyVolume } from './volumes/ModifyVolume.ts'
import { ModifyVolumeAttribute } from './volumes/ModifyVolumeAttribute.ts'
import { ModifyVpcAttribute } from './vpcs/ModifyVpcAttribute.ts'
import { ModifyVpcPeeringConnectionOptions } from './vpc-peering/ModifyVpcPeeringConnectionOptions.ts'
import { ModifyVpcTenancy } from './vpcs/ModifyVpcTenancy.ts'
import { MonitorInstances } from './instances/MonitorInstances.ts'
import { MoveCapacityReservationInstances } from './capacity-reservations/MoveCapacityReservationInstances.ts'
import { RebootInstances } from './instances/RebootInstances.ts'
import { RegisterImage } from './images/RegisterImage.ts'
import { RegisterInstanceEventNotificationAttributes } from './event-notifications/RegisterInstanceEventNotificationAttributes.ts'
import { RejectVpcPeeringConnection } from './vpc-peering/RejectVpcPeeringConnection.ts'
import { ReleaseAddress } from './addresses/ReleaseAddress.ts'
import { ReplaceIamInstanceProfileAssociation } from './instances/ReplaceIamInstanceProfileAssociation.ts'
import { ReplaceImageCriteriaInAllowedImagesSettings } from './allowed-images/ReplaceImageCriteriaInAllowedImagesSettings.ts'
import { ReplaceNetworkAclAssociation } from './network-acls/ReplaceNetworkAclAssociation.ts'
import { ReplaceNetworkAclEntry } from './network-acls/ReplaceNetworkAclEntry.ts'
import { ReplaceRoute } from './route-tables/ReplaceRoute.ts'
import { ReplaceRouteTableAssociation } from './route-tables/ReplaceRouteTableAssociation.ts'
import { ReportInstanceStatus } from './instances/ReportInstanceStatus.ts'
import { ResetAddressAttribute } from './addresses/ResetAddressAttribute.ts'
import { ResetEbsDefaultKmsKeyId } from './ebs-encryption/ResetEbsDefaultKmsKeyId.ts'
import { ResetImageAttribute } from './images/ResetImageAttribute.ts'
import { ResetInstanceAttribute } from './instances/ResetInstanceAttribute.ts'
import { ResetNetworkInterfaceAttribute } from './network-interfaces/ResetNetworkInterfaceAttribute.ts'
import { ResetSnapshotAttribute } from './snapshots/ResetSnapshotAttribute.ts'
import { RestoreImageFromRecycleBin } from './recycle-bin/RestoreImageFromRecycleBin.ts'
import { RestoreManagedPrefixListVersion } from './prefix-lists/RestoreManagedPrefixListVersion.ts'
import { RestoreSnapshotFromRecycleBin } from './recycle-bin/RestoreSnapshotFromRecycleBin.ts'
import { RestoreSnapshotTier } from './snapshots/RestoreSnapshotTier.ts'
import { RestoreVolumeFromRecycleBin } from './recycle-bin/RestoreVolumeFromRecycleBin.ts'
import { RevokeSecurityGroupEgress } from './security-groups/RevokeSecurityGroupEgress.ts'
import { RevokeSecurityGroupIngress } from './security-groups/RevokeSecurityGroupIngress.ts'
import { RunInstances } from './instances/RunInstances.ts'
import { StartInstances } from './instances/StartInstances.ts'
import { StopInstances } from './instances/StopInstances.ts'
import { TerminateInstances } from './instances/TerminateInstances.ts'
import { UnassignIpv6Addresses } from './network-interfaces/UnassignIpv6Addresses.ts'
import { UnassignPrivateIpAddresses } from './network-interfaces/UnassignPrivateIpAddresses.ts'
import { UnlockSnapshot } from './snapshots/UnlockSnapshot.ts'
import { UnmonitorInstances } from './instances/UnmonitorInstances.ts'
import { UpdateSecurityGroupRuleDescriptionsEgress } from './security-groups/UpdateSecurityGroupRuleDescriptionsEgress.ts'
import { UpdateSecurityGroupRuleDescriptionsIngress } from './security-groups/UpdateSecurityGroupRuleDescriptionsIngress.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  AcceptAddressTransfer,
  AcceptReservedInstancesExchangeQuote,
  AcceptTransitGatewayPeeringAttachment,
  AcceptTransitGatewayVpcAttachment,
  AcceptVpcEndpointConnections,
  AcceptVpcPeeringConnection,
  AllocateAddress,
  AllocateHosts,
  AllocateIpamPoolCidr,
  AssignIpv6Addresses,
  AssignPrivateIpAddresses,
  AssignPrivateNatGatewayAddress,
  AssociateAddress,
  AssociateDhcpOptions,
  AssociateIamInstanceProfile,
  AssociateInstanceEventWindow,
  AssociateNatGatewayAddress,
  AssociateRouteTable,
  AssociateSecurityGroupVpc,
  AssociateSubnetCidrBlock,
  AssociateTransitGatewayRouteTable,
  AssociateVpcCidrBlock,
  AttachClassicLinkVpc,
  AttachInternetGateway,
  AttachNetworkInterface,
  AttachVolume,
  AttachVpnGateway,
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  CancelCapacityReservation,
  CancelCapacityReservationFleets,
  CancelImageLaunchPermission,
  CancelSpotFleetRequests,
  CancelSpotInstanceRequests,
  CopyImage,
  CopySnapshot,
  CopyVolumes,
  CreateCapacityReservation,
  CreateCapacityReservationBySplitting,
  CreateCapacityReservationFleet,
  CreateCarrierGateway,
  CreateCustomerGateway,
  CreateDefaultSubnet,
  CreateDefaultVpc,
  CreateDhcpOptions,
  CreateEgressOnlyInternetGateway,
  CreateFleet,
  CreateFlowLogs,
  CreateImage,
  CreateImageUsageReport,
  CreateInstanceConnectEndpoint,
  CreateInstanceEventWindow,
  CreateInternetGateway,
  CreateIpam,
  CreateIpamPool,
  CreateIpamScope,
  CreateKeyPair,
  CreateLaunchTemplate,
  CreateLaunchTemplateVersion,
  CreateManagedPrefixList,
  CreateNatGateway,
  CreateNetworkAcl,
  CreateNetworkAclEntry,
  CreateNetworkInsightsPath,
  CreateNetworkInterface,
  CreatePlacementGroup,
  CreateReplaceRootVolumeTask,
  CreateRoute,
  CreateRouteTable,
  CreateSecurityGroup,
  CreateSnapshot,
  CreateSnapshots,
  CreateSpotDatafeedSubscription,
  CreateSubnet,
  CreateSubnetCidrReservation,
  CreateTags,
  CreateTrafficMirrorFilter,
  CreateTrafficMirrorFilterRule,
  CreateTrafficMirrorSession,
  CreateTrafficMirrorTarget,
  CreateTransitGateway,
  CreateTransitGatewayPeeringAttachment,
  CreateTransitGatewayPrefixListReference,
  CreateTransitGatewayRoute,
  CreateTransitGatewayRouteTable,
  CreateTransitGatewayVpcAttachment,
  CreateVolume,
  CreateVpc,
  CreateVpcBlockPublicAccessExclusion,
  CreateVpcEndpoint,
  CreateVpcEndpointServiceConfiguration,
  CreateVpcPeeringConnection,
  CreateVpnConnection,
  CreateVpnConnectionRoute,
  CreateVpnGateway,
  DeleteCarrierGateway,
  DeleteCustomerGateway,
  DeleteDhcpOptions,
  DeleteEgressOnlyInternetGateway,
  DeleteFleets,
  DeleteFlowLogs,
  DeleteImageUsageReport,
  DeleteInstanceConnectEndpoint,
  DeleteInstanceEventWindow,
  DeleteInternetGateway,
  DeleteIpam,
  DeleteIpamPool,
  DeleteIpamScope,
  DeleteKeyPair,
  DeleteLaunchTemplate,
  DeleteLaunchTemplateVersions,
  DeleteManagedPrefixList,
  DeleteNatGateway,
  DeleteNetworkAcl,
  DeleteNetworkAclEntry,
  DeleteNetworkInsightsAnalysis,
  DeleteNetworkInsightsPath,
  DeleteNetworkInterface,
  DeletePlacementGroup,
  DeleteQueuedReservedInstances,
  DeleteRoute,
  DeleteRouteTable,
  DeleteSecurityGroup,
  DeleteSnapshot,
  DeleteSpotDatafeedSubscription,
  DeleteSubnet,
  DeleteSubnetCidrReservation,
  DeleteTags,
  DeleteTrafficMirrorFilter,
  DeleteTrafficMirrorFilterRule,
  DeleteTrafficMirrorSession,
  DeleteTrafficMirrorTarget,
  DeleteTransitGateway,
  DeleteTransitGatewayPeeringAttachment,
  DeleteTransitGatewayPrefixListReference,
  DeleteTransitGatewayRoute,
  DeleteTransitGatewayRouteTable,
  DeleteTransitGatewayVpcAttachment,
  DeleteVolume,
  DeleteVpc,
  DeleteVpcBlockPublicAccessExclusion,
  DeleteVpcEndpointServiceConfigurations,
  DeleteVpcEndpoints,
  DeleteVpcPeeringConnection,
  DeleteVpnConnection,
  DeleteVpnConnectionRoute,
  DeleteVpnGateway,
  DeprovisionIpamPoolCidr,
  DeregisterImage,
  DeregisterInstanceEventNotificationAttributes,
  DescribeAccountAttributes,
  DescribeAddressTransfers,
  DescribeAddresses,
  DescribeAddressesAttribute,
  DescribeAggregateIdFormat,
  DescribeAvailabilityZones,
  DescribeAwsNetworkPerformanceMetricSubscriptions,
  DescribeBundleTasks,
  DescribeByoipCidrs,
  DescribeCapacityBlockExtensionHistory,
  DescribeCapacityBlockOfferings,
  DescribeCapacityBlockStatus,
  DescribeCapacityBlocks,
  DescribeCapacityReservationFleets,
  DescribeCapacityReservations,
  DescribeCarrierGateways,
  DescribeClassicLinkInstances,
  DescribeCoipPools,
  DescribeConversionTasks,
  DescribeCustomerGateways,
  DescribeDeclarativePoliciesReports,
  DescribeDhcpOptions,
  DescribeEgressOnlyInternetGateways,
  DescribeElasticGpus,
  DescribeExportImageTasks,
  DescribeExportTasks,
  DescribeFastLaunchImages,
  DescribeFastSnapshotRestores,
  DescribeFleetHistory,
  DescribeFleetInstances,
  DescribeFleets,
  DescribeFlowLogs,
  DescribeFpgaImages,
  DescribeHostReservationOfferings,
  DescribeHostReservations,
  DescribeHosts,
  DescribeIamInstanceProfileAssociations,
  DescribeIdFormat,
  DescribeIdentityIdFormat,
  DescribeImageAttribute,
  DescribeImageReferences,
  DescribeImageUsageReportEntries,
  DescribeImageUsageReports,
  DescribeImages,
  DescribeImportImageTasks,
  DescribeImportSnapshotTasks,
  DescribeInstanceAttribute,
  DescribeInstanceConnectEndpoints,
  DescribeInstanceCreditSpecifications,
  DescribeInstanceEventNotificationAttributes,
  DescribeInstanceEventWindows,
  DescribeInstanceImageMetadata,
  DescribeInstanceStatus,
  DescribeInstanceTopology,
  DescribeInstanceTypeOfferings,
  DescribeInstanceTypes,
  DescribeInstances,
  DescribeInternetGateways,
  DescribeIpamPools,
  DescribeIpamResourceDiscoveries,
  DescribeIpamResourceDiscoveryAssociations,
  DescribeIpamScopes,
  DescribeIpams,
  DescribeIpv6Pools,
  DescribeKeyPairs,
  DescribeLaunchTemplateVersions,
  DescribeLaunchTemplates,
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations,
  DescribeLocalGatewayRouteTableVpcAssociations,
  DescribeLocalGatewayRouteTables,
  DescribeLocalGatewayVirtualInterfaceGroups,
  DescribeLocalGatewayVirtualInterfaces,
  DescribeLocalGateways,
  DescribeLockedSnapshots,
  DescribeMacModificationTasks,
  DescribeManagedPrefixLists,
  DescribeMovingAddresses,
  DescribeNatGateways,
  DescribeNetworkAcls,
  DescribeNetworkInsightsAnalyses,
  DescribeNetworkInsightsPaths,
  DescribeNetworkInterfaceAttribute,
  DescribeNetworkInterfaces,
  DescribeOutpostLags,
  DescribePlacementGroups,
  DescribePrefixLists,
  DescribePrincipalIdFormat,
  DescribePublicIpv4Pools,
  DescribeRegions,
  DescribeReplaceRootVolumeTasks,
  DescribeReservedInstances,
  DescribeReservedInstancesListings,
  DescribeReservedInstancesModifications,
  DescribeReservedInstancesOfferings,
  DescribeRouteServerEndpoints,
  DescribeRouteServerPeers,
  DescribeRouteServers,
  DescribeRouteTables,
  DescribeScheduledInstanceAvailability,
  DescribeScheduledInstances,
  DescribeSecurityGroupReferences,
  DescribeSecurityGroupRules,
  DescribeSecurityGroupVpcAssociations,
  DescribeSecurityGroups,
  DescribeServiceLinkVirtualInterfaces,
  DescribeSnapshotAttribute,
  DescribeSnapshotTierStatus,
  DescribeSnapshots,
  DescribeSpotDatafeedSubscription,
  DescribeSpotFleetInstances,
  DescribeSpotFleetRequestHistory,
  DescribeSpotFleetRequests,
  DescribeSpotInstanceRequests,
  DescribeSpotPriceHistory,
  DescribeStaleSecurityGroups,
  DescribeStoreImageTasks,
  DescribeSubnets,
  DescribeTags,
  DescribeTrafficMirrorFilterRules,
  DescribeTrafficMirrorFilters,
  DescribeTrafficMirrorSessions,
  DescribeTrafficMirrorTargets,
  DescribeTransitGatewayAttachments,
  DescribeTransitGatewayConnectPeers,
  DescribeTransitGatewayConnects,
  DescribeTransitGatewayMulticastDomains,
  DescribeTransitGatewayPeeringAttachments,
  DescribeTransitGatewayPolicyTables,
  DescribeTransitGatewayRouteTableAnnouncements,
  DescribeTransitGatewayRouteTables,
  DescribeTransitGatewayVpcAttachments,
  DescribeTransitGateways,
  DescribeTrunkInterfaceAssociations,
  DescribeVerifiedAccessEndpoints,
  DescribeVerifiedAccessGroups,
  DescribeVerifiedAccessInstanceLoggingConfigurations,
  DescribeVerifiedAccessInstances,
  DescribeVerifiedAccessTrustProviders,
  DescribeVolumeAttribute,
  DescribeVolumeStatus,
  DescribeVolumes,
  DescribeVolumesModifications,
  DescribeVpcAttribute,
  DescribeVpcBlockPublicAccessExclusions,
  DescribeVpcBlockPublicAccessOptions,
  DescribeVpcClassicLink,
  DescribeVpcClassicLinkDnsSupport,
  DescribeVpcEndpointConnectionNotifications,
  DescribeVpcEndpointConnections,
  DescribeVpcEndpointServiceConfigurations,
  DescribeVpcEndpointServicePermissions,
  DescribeVpcEndpointServices,
  DescribeVpcEndpoints,
  DescribeVpcPeeringConnections,
  DescribeVpcs,
  DescribeVpnConnections,
  DescribeVpnGateways,
  DetachClassicLinkVpc,
  DetachInternetGateway,
  DetachNetworkInterface,
  DetachVolume,
  DetachVpnGateway,
  DisableAddressTransfer,
  DisableAllowedImagesSettings,
  DisableEbsEncryptionByDefault,
  DisableFastSnapshotRestores,
  DisableImage,
  DisableImageBlockPublicAccess,
  DisableImageDeprecation,
  DisableImageDeregistrationProtection,
  DisableSerialConsoleAccess,
  DisableSnapshotBlockPublicAccess,
  DisableTransitGatewayRouteTablePropagation,
  DisableVgwRoutePropagation,
  DisableVpcClassicLink,
  DisableVpcClassicLinkDnsSupport,
  DisassociateAddress,
  DisassociateIamInstanceProfile,
  DisassociateInstanceEventWindow,
  DisassociateNatGatewayAddress,
  DisassociateRouteTable,
  DisassociateSecurityGroupVpc,
  DisassociateSubnetCidrBlock,
  DisassociateTransitGatewayRouteTable,
  DisassociateVpcCidrBlock,
  EnableAddressTransfer,
  EnableAllowedImagesSettings,
  EnableEbsEncryptionByDefault,
  EnableFastSnapshotRestores,
  EnableImage,
  EnableImageBlockPublicAccess,
  EnableImageDeprecation,
  EnableImageDeregistrationProtection,
  EnableSerialConsoleAccess,
  EnableSnapshotBlockPublicAccess,
  EnableTransitGatewayRouteTablePropagation,
  EnableVgwRoutePropagation,
  EnableVolumeIO,
  EnableVpcClassicLink,
  EnableVpcClassicLinkDnsSupport,
  GetAllowedImagesSettings,
  GetCapacityReservationUsage,
  GetConsoleOutput,
  GetConsoleScreenshot,
  GetDefaultCreditSpecification,
  GetEbsDefaultKmsKeyId,
  GetEbsEncryptionByDefault,
  GetGroupsForCapacityReservation,
  GetHostReservationPurchasePreview,
  GetImageAncestry,
  GetImageBlockPublicAccessState,
  GetInstanceMetadataDefaults,
  GetInstanceTpmEkPub,
  GetInstanceTypesFromInstanceRequirements,
  GetInstanceUefiData,
  GetIpamPoolAllocations,
  GetIpamPoolCidrs,
  GetLaunchTemplateData,
  GetManagedPrefixListAssociations,
  GetManagedPrefixListEntries,
  GetPasswordData,
  GetReservedInstancesExchangeQuote,
  GetSecurityGroupsForVpc,
  GetSerialConsoleAccessStatus,
  GetSnapshotBlockPublicAccessState,
  GetSpotPlacementScores,
  GetSubnetCidrReservations,
  GetTransitGatewayAttachmentPropagations,
  GetTransitGatewayPrefixListReferences,
  GetTransitGatewayRouteTableAssociations,
  GetTransitGatewayRouteTablePropagations,
  ImportKeyPair,
  ListImagesInRecycleBin,
  ListSnapshotsInRecycleBin,
  ListVolumesInRecycleBin,
  LockSnapshot,
  ModifyAddressAttribute,
  ModifyAvailabilityZoneGroup,
  ModifyCapacityReservation,
  ModifyCapacityReservationFleet,
  ModifyDefaultCreditSpecification,
  ModifyEbsDefaultKmsKeyId,
  ModifyFleet,
  ModifyHosts,
  ModifyIdFormat,
  ModifyIdentityIdFormat,
  ModifyImageAttribute,
  ModifyInstanceAttribute,
  ModifyInstanceCapacityReservationAttributes,
  ModifyInstanceConnectEndpoint,
  ModifyInstanceCpuOptions,
  ModifyInstanceCreditSpecification,
  ModifyInstanceEventStartTime,
  ModifyInstanceEventWindow,
  ModifyInstanceMaintenanceOptions,
  ModifyInstanceMetadataDefaults,
  ModifyInstanceMetadataOptions,
  ModifyInstanceNetworkPerformanceOptions,
  ModifyInstancePlacement,
  ModifyIpam,
  ModifyIpamPool,
  ModifyIpamScope,
  ModifyLaunchTemplate,
  ModifyManagedPrefixList,
  ModifyNetworkInterfaceAttribute,
  ModifyPrivateDnsNameOptions,
  ModifyReservedInstances,
  ModifySecurityGroupRules,
  ModifySnapshotAttribute,
  ModifySnapshotTier,
  ModifySpotFleetRequest,
  ModifySubnetAttribute,
  ModifyTrafficMirrorFilterNetworkServices,
  ModifyTrafficMirrorFilterRule,
  ModifyTrafficMirrorSession,
  ModifyTransitGateway,
  ModifyTransitGatewayPrefixListReference,
  ModifyTransitGatewayVpcAttachment,
  ModifyVolume,
  ModifyVolumeAttribute,
  ModifyVpcAttribute,
  ModifyVpcBlockPublicAccessExclusion,
  ModifyVpcBlockPublicAccessOptions,
  ModifyVpcEndpoint,
  ModifyVpcEndpointServiceConfiguration,
  ModifyVpcEndpointServicePayerResponsibility,
  ModifyVpcEndpointServicePermissions,
  ModifyVpcPeeringConnectionOptions,
  ModifyVpcTenancy,
  ModifyVpnConnection,
  ModifyVpnConnectionOptions,
  ModifyVpnTunnelOptions,
  MonitorInstances,
  MoveCapacityReservationInstances,
  ProvisionIpamPoolCidr,
  PurchaseHostReservation,
  PurchaseReservedInstancesOffering,
  PurchaseScheduledInstances,
  RebootInstances,
  RegisterImage,
  RegisterInstanceEventNotificationAttributes,
  RejectTransitGatewayPeeringAttachment,
  RejectTransitGatewayVpcAttachment,
  RejectVpcEndpointConnections,
  RejectVpcPeeringConnection,
  ReleaseAddress,
  ReleaseHosts,
  ReleaseIpamPoolAllocation,
  ReplaceIamInstanceProfileAssociation,
  ReplaceImageCriteriaInAllowedImagesSettings,
  ReplaceNetworkAclAssociation,
  ReplaceNetworkAclEntry,
  ReplaceRoute,
  ReplaceRouteTableAssociation,
  ReplaceTransitGatewayRoute,
  ReportInstanceStatus,
  RequestSpotFleet,
  RequestSpotInstances,
  ResetAddressAttribute,
  ResetEbsDefaultKmsKeyId,
  ResetImageAttribute,
  ResetInstanceAttribute,
  ResetNetworkInterfaceAttribute,
  ResetSnapshotAttribute,
  RestoreImageFromRecycleBin,
  RestoreManagedPrefixListVersion,
  RestoreSnapshotFromRecycleBin,
  RestoreSnapshotTier,
  RestoreVolumeFromRecycleBin,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
  RunInstances,
  RunScheduledInstances,
  SearchTransitGatewayRoutes,
  StartInstances,
  StartNetworkInsightsAnalysis,
  StartVpcEndpointServicePrivateDnsVerification,
  StopInstances,
  TerminateInstances,
  UnassignIpv6Addresses,
  UnassignPrivateIpAddresses,
  UnassignPrivateNatGatewayAddress,
  UnlockSnapshot,
  UnmonitorInstances,
  UpdateSecurityGroupRuleDescriptionsEgress,
  UpdateSecurityGroupRuleDescriptionsIngress,
]
