import { z } from 'zod'

/** Of EC2's answers, what decides a flow. Absent lists are empty. */
const list = <T extends z.ZodType>(item: T) => z.array(item).default([])
const text = z.string()
const tagless = text.optional()

export const interfacesAnswer = z.object({
  NetworkInterfaces: list(
    z.object({
      NetworkInterfaceId: text,
      SubnetId: text,
      VpcId: text,
      InterfaceType: tagless,
      SourceDestCheck: z.boolean().default(true),
      Groups: list(z.object({ GroupId: text })),
      PrivateIpAddresses: list(
        z.object({
          PrivateIpAddress: text,
          Primary: z.boolean().optional(),
          Association: z.object({ PublicIp: tagless }).optional(),
        }),
      ),
      Ipv6Addresses: list(z.object({ Ipv6Address: text })),
      Attachment: z
        .object({ InstanceId: tagless, Status: tagless, DeviceIndex: z.number().default(0) })
        .optional(),
    }),
  ),
})
export type InterfaceAnswer = z.infer<typeof interfacesAnswer>['NetworkInterfaces'][number]

export const instancesAnswer = z.object({
  Reservations: list(
    z.object({
      Instances: list(
        z.object({
          InstanceId: text,
          State: z.object({
            Name: z.enum([
              'pending',
              'running',
              'shutting-down',
              'terminated',
              'stopping',
              'stopped',
            ]),
          }),
        }),
      ),
    }),
  ),
})

export const subnetsAnswer = z.object({
  Subnets: list(
    z.object({
      SubnetId: text,
      VpcId: text,
      CidrBlock: tagless,
      Ipv6CidrBlockAssociationSet: list(z.object({ Ipv6CidrBlock: tagless })),
    }),
  ),
})

export const routeTablesAnswer = z.object({
  RouteTables: list(
    z.object({
      RouteTableId: text,
      VpcId: text,
      Associations: list(z.object({ Main: z.boolean().optional(), SubnetId: tagless })),
      Routes: list(
        z.object({
          DestinationCidrBlock: tagless,
          DestinationIpv6CidrBlock: tagless,
          GatewayId: tagless,
          NatGatewayId: tagless,
          NetworkInterfaceId: tagless,
          VpcPeeringConnectionId: tagless,
          TransitGatewayId: tagless,
          EgressOnlyInternetGatewayId: tagless,
          State: z.enum(['active', 'blackhole']).optional().catch(undefined),
        }),
      ),
    }),
  ),
})

export const aclsAnswer = z.object({
  NetworkAcls: list(
    z.object({
      NetworkAclId: text,
      Associations: list(z.object({ SubnetId: tagless })),
      Entries: list(
        z.object({
          RuleNumber: z.number(),
          Protocol: text,
          RuleAction: z.enum(['allow', 'deny']),
          Egress: z.boolean(),
          CidrBlock: tagless,
          Ipv6CidrBlock: tagless,
          PortRange: z.object({ From: z.number(), To: z.number() }).optional(),
          IcmpTypeCode: z.object({ Type: z.number(), Code: z.number() }).optional(),
        }),
      ),
    }),
  ),
})

export const gatewaysAnswer = z.object({
  InternetGateways: list(
    z.object({ InternetGatewayId: text, Attachments: list(z.object({ VpcId: tagless })) }),
  ),
})

export const natGatewaysAnswer = z.object({
  NatGateways: list(
    z.object({
      NatGatewayId: text,
      SubnetId: text,
      State: text,
      ConnectivityType: z.enum(['public', 'private']).default('public'),
      NatGatewayAddresses: list(
        z.object({ NetworkInterfaceId: tagless, PrivateIp: tagless, PublicIp: tagless }),
      ),
    }),
  ),
})

export const rulesAnswer = z.object({
  SecurityGroupRules: list(
    z.object({
      SecurityGroupRuleId: text,
      GroupId: text,
      IsEgress: z.boolean(),
      IpProtocol: text,
      FromPort: z.number().default(-1),
      ToPort: z.number().default(-1),
      CidrIpv4: tagless,
      CidrIpv6: tagless,
      PrefixListId: tagless,
      Description: tagless,
      ReferencedGroupInfo: z.object({ GroupId: tagless }).optional(),
    }),
  ),
})

export const prefixListAnswer = z.object({ Entries: list(z.object({ Cidr: text })) })

const peeredVpc = z.object({ VpcId: text, Region: tagless })

export const peeringsAnswer = z.object({
  VpcPeeringConnections: list(
    z.object({
      VpcPeeringConnectionId: text,
      Status: z.object({ Code: text }),
      RequesterVpcInfo: peeredVpc,
      AccepterVpcInfo: peeredVpc,
    }),
  ),
})
