import { zoneIdOf } from '../catalogue/regions.ts'
import type { Context } from '../engine/context.ts'
import { publicDnsName } from '../services/ec2/addresses/dns-names.ts'
import type { InstanceRecord } from '../services/ec2/instances/instance.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../services/ec2/network-interfaces/network-interface.ts'
import { securityGroups } from '../services/ec2/security-groups/security-group.ts'
import { subnets } from '../services/ec2/subnets/subnet.ts'
import { volumes } from '../services/ec2/volumes/volume.ts'
import { vpcs } from '../services/ec2/vpcs/vpc.ts'
import { isoSeconds, json } from './metadata-text.ts'
import { makeRoleCredentials, roleOfInstance } from './role-credentials.ts'

/** A value, or a folder of them; values are made only when asked for. */
export type Tree = { readonly [name: string]: Tree | (() => string | undefined) }

/** Categories of instance metadata. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html */
export function metadataTree(ctx: Context, instance: InstanceRecord): Tree {
  const { db, region } = ctx
  const enis = db
    .by(networkInterfaces, 'instance', instance.id)
    .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
  const primary = enis[0]
  const publicIp = primary && publicAddressOf(primary)
  const role = roleOfInstance(ctx, instance)
  const { iamInstanceProfile: profile } = instance
  const groupNames = () =>
    primary?.groupIds.map((id) => db.get(securityGroups, id)?.name).join('\n')
  return {
    'ami-id': () => instance.imageId,
    'ami-launch-index': () => String(instance.launchIndex),
    'ami-manifest-path': () => '(unknown)',
    'block-device-mapping': deviceTree(ctx, instance),
    events: {
      maintenance: { history: () => '[]', scheduled: () => '[]' },
      recommendations: { rebalance: () => undefined },
    },
    hostname: () => instance.privateDnsName,
    ...(profile && {
      iam: {
        info: () =>
          json({
            Code: 'Success',
            LastUpdated: isoSeconds(profile.since),
            InstanceProfileArn: profile.arn,
            InstanceProfileId: profile.id,
          }),
        'security-credentials': role
          ? { [role.name]: () => json(makeRoleCredentials(ctx, instance, role)) }
          : {},
      },
    }),
    'identity-credentials': {
      ec2: {
        info: () =>
          json({
            Code: 'Success',
            LastUpdated: isoSeconds(instance.launchTime),
            AccountId: ctx.account,
          }),
      },
    },
    'instance-action': () => 'none',
    'instance-id': () => instance.id,
    'instance-life-cycle': () => instance.lifecycle ?? 'on-demand',
    'instance-type': () => instance.instanceType,
    'local-hostname': () => instance.privateDnsName,
    'local-ipv4': () => primary?.privateIpAddress,
    mac: () => primary?.macAddress,
    metrics: { vhostmd: () => '<?xml version="1.0" encoding="UTF-8"?>' },
    network: { interfaces: { macs: Object.fromEntries(enis.map((eni) => macTree(ctx, eni))) } },
    placement: {
      'availability-zone': () => instance.availabilityZone,
      'availability-zone-id': () => zoneIdOf(instance.availabilityZone),
      region: () => region,
    },
    profile: () => 'default-hvm',
    ...(publicIp && {
      'public-hostname': () => publicDnsName(publicIp, region),
      'public-ipv4': () => publicIp,
    }),
    ...(instance.publicKey && {
      'public-keys': {
        [`0=${instance.keyName ?? ''}`]: {},
        '0': { 'openssh-key': () => instance.publicKey },
      },
    }),
    'reservation-id': () => instance.reservationId,
    'security-groups': groupNames,
    services: { domain: () => 'amazonaws.com', partition: () => 'aws' },
    ...(instance.metadataOptions.instanceMetadataTags === 'enabled' && {
      tags: {
        instance: Object.fromEntries(instance.tags.map(({ Key, Value }) => [Key, () => Value])),
      },
    }),
  }
}

function deviceTree(ctx: Context, instance: InstanceRecord): Tree {
  const tree: Record<string, () => string> = {
    ami: () => instance.rootDeviceName.replace('/dev/', ''),
    root: () => instance.rootDeviceName,
  }
  let number = 1
  for (const volume of ctx.db.by(volumes, 'instance', instance.id)) {
    const device = volume.attachments.find((each) => each.instanceId === instance.id)?.device
    if (device && device !== instance.rootDeviceName) {
      tree[`ebs${number++}`] = () => device.replace('/dev/', '')
    }
  }
  return tree
}

function macTree(ctx: Context, eni: NetworkInterfaceRecord): [string, Tree] {
  const subnet = ctx.db.get(subnets, eni.subnetId)
  const vpc = ctx.db.get(vpcs, eni.vpcId)
  const publicIp = publicAddressOf(eni)
  const groups = () => eni.groupIds.map((id) => ctx.db.get(securityGroups, id)?.name).join('\n')
  return [
    eni.macAddress,
    {
      'device-number': () => String(eni.attachment?.deviceIndex ?? 0),
      'interface-id': () => eni.id,
      ...(publicIp && {
        'ipv4-associations': { [publicIp]: () => eni.privateIpAddress },
        'public-hostname': () => publicDnsName(publicIp, ctx.region),
        'public-ipv4s': () => publicIp,
      }),
      'local-hostname': () => undefined,
      'local-ipv4s': () => eni.privateIpAddresses.map(({ address }) => address).join('\n'),
      mac: () => eni.macAddress,
      'network-card-index': () => String(eni.attachment?.networkCardIndex ?? 0),
      'owner-id': () => ctx.account,
      'security-group-ids': () => eni.groupIds.join('\n'),
      'security-groups': groups,
      'subnet-id': () => eni.subnetId,
      'subnet-ipv4-cidr-block': () => subnet?.cidrBlock,
      'vpc-id': () => eni.vpcId,
      'vpc-ipv4-cidr-block': () => vpc?.cidrBlock,
      'vpc-ipv4-cidr-blocks': () => vpc?.cidrBlock,
    },
  ]
}

export function publicAddressOf(eni: NetworkInterfaceRecord): string | undefined {
  return eni.privateIpAddresses.find(({ primary }) => primary)?.association?.publicIp
}
