import type { CreateTransitGatewayVpcAttachmentRequestOptions } from '@aws-sdk/client-ec2'
import { readToggle } from './read-options.ts'
import type { VpcAttachmentPart } from './transit-gateway-attachment.ts'

type VpcAttachmentOptions = Omit<VpcAttachmentPart, 'subnetIds' | 'networkInterfaceIds'>

/** What AWS takes when nothing is said. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html */
const usual: VpcAttachmentOptions = {
  dnsSupport: 'enable',
  securityGroupReferencingSupport: 'enable',
  ipv6Support: 'disable',
  applianceModeSupport: 'disable',
}

export function readVpcAttachmentOptions(
  wish: CreateTransitGatewayVpcAttachmentRequestOptions = {},
  present: VpcAttachmentOptions = usual,
): VpcAttachmentOptions {
  return {
    dnsSupport: readToggle('DnsSupport', wish.DnsSupport, present.dnsSupport),
    securityGroupReferencingSupport: readToggle(
      'SecurityGroupReferencingSupport',
      wish.SecurityGroupReferencingSupport,
      present.securityGroupReferencingSupport,
    ),
    ipv6Support: readToggle('Ipv6Support', wish.Ipv6Support, present.ipv6Support),
    applianceModeSupport: readToggle(
      'ApplianceModeSupport',
      wish.ApplianceModeSupport,
      present.applianceModeSupport,
    ),
  }
}
