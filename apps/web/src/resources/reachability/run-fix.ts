import type { Fix } from '@brume/ec2-model'
import type { Call } from '../../api/index.ts'

const protocolNumbers = { tcp: '6', udp: '17', icmp: '1', icmpv6: '58' } as const

/** Makes the change. Throws `ApiFailure` where it is refused. */
export async function runFix(call: Call, fix: Fix): Promise<void> {
  switch (fix.kind) {
    case 'authorize-ingress':
    case 'authorize-egress': {
      const { peer, fromPort, toPort, protocol } = fix
      const IpPermissions = [
        {
          IpProtocol: protocol,
          FromPort: fromPort,
          ToPort: toPort,
          ...('groupId' in peer
            ? { UserIdGroupPairs: [{ GroupId: peer.groupId }] }
            : peer.cidr.includes(':')
              ? { Ipv6Ranges: [{ CidrIpv6: peer.cidr }] }
              : { IpRanges: [{ CidrIp: peer.cidr }] }),
        },
      ]
      const operation =
        fix.kind === 'authorize-ingress'
          ? 'AuthorizeSecurityGroupIngress'
          : 'AuthorizeSecurityGroupEgress'
      await call('ec2', operation, { GroupId: fix.groupId, IpPermissions })
      return
    }
    case 'create-acl-entry':
      await call('ec2', 'CreateNetworkAclEntry', {
        NetworkAclId: fix.networkAclId,
        RuleNumber: fix.ruleNumber,
        Egress: fix.egress,
        Protocol: protocolNumbers[fix.protocol],
        RuleAction: 'allow',
        ...(fix.cidr.includes(':') ? { Ipv6CidrBlock: fix.cidr } : { CidrBlock: fix.cidr }),
        ...(fix.ports
          ? { PortRange: { From: fix.ports.from, To: fix.ports.to } }
          : { IcmpTypeCode: { Type: -1, Code: -1 } }),
      })
      return
    case 'create-route':
    case 'replace-route': {
      const { target } = fix
      await call('ec2', fix.kind === 'create-route' ? 'CreateRoute' : 'ReplaceRoute', {
        RouteTableId: fix.routeTableId,
        ...(fix.destination.includes(':')
          ? { DestinationIpv6CidrBlock: fix.destination }
          : { DestinationCidrBlock: fix.destination }),
        ...('gatewayId' in target && { GatewayId: target.gatewayId }),
        ...('natGatewayId' in target && { NatGatewayId: target.natGatewayId }),
        ...('transitGatewayId' in target && { TransitGatewayId: target.transitGatewayId }),
        ...('vpcPeeringConnectionId' in target && {
          VpcPeeringConnectionId: target.vpcPeeringConnectionId,
        }),
      })
      return
    }
    case 'attach-internet-gateway': {
      const { InternetGateway } = await call('ec2', 'CreateInternetGateway', {})
      const InternetGatewayId = InternetGateway?.InternetGatewayId
      try {
        await call('ec2', 'AttachInternetGateway', { InternetGatewayId, VpcId: fix.vpcId })
      } catch (refusal) {
        await call('ec2', 'DeleteInternetGateway', { InternetGatewayId })
        throw refusal
      }
      return
    }
    case 'associate-address': {
      const { AllocationId } = await call('ec2', 'AllocateAddress', { Domain: 'vpc' })
      try {
        await call('ec2', 'AssociateAddress', {
          AllocationId,
          NetworkInterfaceId: fix.networkInterfaceId,
          PrivateIpAddress: fix.privateAddress,
        })
      } catch (refusal) {
        await call('ec2', 'ReleaseAddress', { AllocationId })
        throw refusal
      }
      return
    }
    case 'disable-source-dest-check':
      await call('ec2', 'ModifyNetworkInterfaceAttribute', {
        NetworkInterfaceId: fix.networkInterfaceId,
        SourceDestCheck: { Value: false },
      })
      return
    case 'start-instance':
      await call('ec2', 'StartInstances', { InstanceIds: [fix.instanceId] })
      return
    case 'start-service':
      return
  }
}
