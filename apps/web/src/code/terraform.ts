import {
  Expression,
  printHcl,
  quoteHcl,
  type HclBlock,
  type HclMap,
  type HclValue,
} from '../lib/hcl.ts'
import { findVariables, type CodeRequest, type TextContext } from './request.ts'
import { balancingArguments, balancingRemovals, balancingResources } from './terraform-balancing.ts'
import { terraformFrame } from './terraform-frame.ts'
import { describeInstance, describeTemplate } from './terraform-instance.ts'
import { scalingArguments, scalingRemovals, scalingResources } from './terraform-scaling.ts'
import { record, resources, type ResourceText } from './terraform-resources.ts'

/** The type of the resource of which an operation changes an argument. */
const argumentOf: Readonly<Record<string, string>> = {
  ModifyInstanceAttribute: 'aws_instance',
  ResetInstanceAttribute: 'aws_instance',
  ModifyInstanceMetadataOptions: 'aws_instance',
  ModifyInstanceCreditSpecification: 'aws_instance',
  ModifyInstanceMaintenanceOptions: 'aws_instance',
  ModifyInstanceCpuOptions: 'aws_instance',
  ModifyInstancePlacement: 'aws_instance',
  ModifyInstanceCapacityReservationAttributes: 'aws_instance',
  ModifyPrivateDnsNameOptions: 'aws_instance',
  MonitorInstances: 'aws_instance',
  UnmonitorInstances: 'aws_instance',
  AssociateIamInstanceProfile: 'aws_instance',
  ReplaceIamInstanceProfileAssociation: 'aws_instance',
  DisassociateIamInstanceProfile: 'aws_instance',
  ModifyCapacityReservation: 'aws_ec2_capacity_reservation',
  CreateLaunchTemplateVersion: 'aws_launch_template',
  ModifyLaunchTemplate: 'aws_launch_template',
  EnableImageDeprecation: 'aws_ami_from_instance',
  ModifyVolume: 'aws_ebs_volume',
  ModifySnapshotTier: 'aws_ebs_snapshot',
  ModifySecurityGroupRules: 'aws_vpc_security_group_ingress_rule',
  UpdateSecurityGroupRuleDescriptionsIngress: 'aws_vpc_security_group_ingress_rule',
  UpdateSecurityGroupRuleDescriptionsEgress: 'aws_vpc_security_group_egress_rule',
  ModifyVpcAttribute: 'aws_vpc',
  ModifyVpcTenancy: 'aws_vpc',
  ModifySubnetAttribute: 'aws_subnet',
  AssociateSubnetCidrBlock: 'aws_subnet',
  DisassociateSubnetCidrBlock: 'aws_subnet',
  ReplaceRouteTableAssociation: 'aws_route_table_association',
  ModifyVpcEndpoint: 'aws_vpc_endpoint',
  ReplaceNetworkAclAssociation: 'aws_network_acl_association',
  ModifyNetworkInterfaceAttribute: 'aws_network_interface',
  AssignPrivateIpAddresses: 'aws_network_interface',
  UnassignPrivateIpAddresses: 'aws_network_interface',
  UpdateAssumeRolePolicy: 'aws_iam_role',
  UpdateDocument: 'aws_ssm_document',
  ...balancingArguments,
  ...scalingArguments,
}

/** The type of the resource that is taken out of the configuration instead. */
const removalOf: Readonly<Record<string, string>> = {
  TerminateInstances: 'aws_instance',
  DeletePlacementGroup: 'aws_placement_group',
  CancelCapacityReservation: 'aws_ec2_capacity_reservation',
  DeleteLaunchTemplate: 'aws_launch_template',
  DeleteTags: 'aws_ec2_tag',
  DeregisterImage: 'aws_ami',
  DeleteVolume: 'aws_ebs_volume',
  DetachVolume: 'aws_volume_attachment',
  DeleteSnapshot: 'aws_ebs_snapshot',
  DeleteKeyPair: 'aws_key_pair',
  DeleteSecurityGroup: 'aws_security_group',
  RevokeSecurityGroupIngress: 'aws_vpc_security_group_ingress_rule',
  RevokeSecurityGroupEgress: 'aws_vpc_security_group_egress_rule',
  DeleteVpc: 'aws_vpc',
  DisassociateVpcCidrBlock: 'aws_vpc_ipv4_cidr_block_association',
  DeleteSubnet: 'aws_subnet',
  DeleteRouteTable: 'aws_route_table',
  DeleteRoute: 'aws_route',
  DisassociateRouteTable: 'aws_route_table_association',
  DetachInternetGateway: 'aws_internet_gateway_attachment',
  DeleteInternetGateway: 'aws_internet_gateway',
  DeleteEgressOnlyInternetGateway: 'aws_egress_only_internet_gateway',
  DeleteVpcEndpoints: 'aws_vpc_endpoint',
  DeleteFlowLogs: 'aws_flow_log',
  DeleteNatGateway: 'aws_nat_gateway',
  DeleteVpcPeeringConnection: 'aws_vpc_peering_connection',
  DeleteNetworkAcl: 'aws_network_acl',
  DeleteNetworkAclEntry: 'aws_network_acl_rule',
  DeleteNetworkInterface: 'aws_network_interface',
  DetachNetworkInterface: 'aws_network_interface_attachment',
  DeleteDhcpOptions: 'aws_vpc_dhcp_options',
  DisassociateAddress: 'aws_eip_association',
  ReleaseAddress: 'aws_eip',
  DeleteRole: 'aws_iam_role',
  DeleteInstanceProfile: 'aws_iam_instance_profile',
  RemoveRoleFromInstanceProfile: 'aws_iam_instance_profile',
  DetachRolePolicy: 'aws_iam_role_policy_attachment',
  DeleteRolePolicy: 'aws_iam_role_policy',
  DeleteDocument: 'aws_ssm_document',
  ...balancingRemovals,
  ...scalingRemovals,
}

/** The requests as a Terraform configuration; what Terraform has no resource for is said in a comment. */
export function toTerraform(requests: readonly CodeRequest[], context: TextContext): string {
  const variables = findVariables(requests)
  const held = new Map<string, string>()
  const used = new Map<string, number>()
  const blocks: HclBlock[] = []
  const remarks: string[] = []
  for (const [index, request] of requests.entries()) {
    const described = describe(request)
    if (described.length === 0) remarks.push(remarkOf(request.operation))
    for (const { type, attributes: own, blocks: inner } of described) {
      const attributes = request.region === undefined ? own : { region: request.region, ...own }
      const count = (used.get(type) ?? 0) + 1
      used.set(type, count)
      const label = count === 1 ? 'this' : `this_${count}`
      blocks.push(
        refer({ type: 'resource', labels: [type, label], attributes, blocks: inner ?? [] }, held),
      )
      const variable = variables.get(index)
      if (variable) held.set(variable.marker, `${type}.${label}.id`)
    }
  }
  const said = [...new Set(remarks)].map((remark) => `# ${remark}\n`).join('')
  if (blocks.length === 0) return said
  const resourceText = printHcl([...terraformFrame(context), ...blocks])
  return said === '' ? resourceText : `${said}\n${resourceText}`
}

function describe({ operation, input }: CodeRequest): readonly ResourceText[] {
  if (operation === 'RunInstances') return describeInstance(record(input))
  if (operation === 'CreateLaunchTemplate') return describeTemplate(record(input))
  const known = resources[operation] ?? balancingResources[operation] ?? scalingResources[operation]
  return known?.(record(input)) ?? []
}

function remarkOf(operation: string): string {
  const argument = argumentOf[operation]
  if (argument !== undefined) {
    return `${operation}: no resource of its own; change the argument of the ${argument} that describes it.`
  }
  const removed = removalOf[operation]
  if (removed !== undefined) {
    return `${operation}: take the ${removed} that describes it out of the configuration.`
  }
  return `${operation}: Terraform has no resource for this.`
}

/** The block with ids that earlier resources make replaced by references to them. */
function refer(block: HclBlock, held: ReadonlyMap<string, string>): HclBlock {
  if (held.size === 0) return block
  const value = (one: HclValue | HclMap | undefined): HclValue | HclMap | undefined => {
    if (typeof one === 'string') return reference(one, held)
    if (Array.isArray(one)) return one.map((item: HclValue) => toHclValue(value(item)))
    return one
  }
  return {
    ...block,
    attributes: Object.fromEntries(
      Object.entries(block.attributes ?? {}).map(([name, one]) => [name, value(one)]),
    ),
    blocks: (block.blocks ?? []).map((inner) => refer(inner, held)),
  }
}

function toHclValue(value: HclValue | HclMap | undefined): HclValue {
  if (value === undefined || (typeof value === 'object' && 'pairs' in value)) {
    throw new Error('A list holds values only')
  }
  return value
}

function reference(text: string, held: ReadonlyMap<string, string>): HclValue {
  const whole = held.get(text)
  if (whole !== undefined) return new Expression(whole)
  let quoted = quoteHcl(text)
  for (const [marker, target] of held) quoted = quoted.replaceAll(marker, `\${${target}}`)
  return quoted === quoteHcl(text) ? text : new Expression(quoted)
}
