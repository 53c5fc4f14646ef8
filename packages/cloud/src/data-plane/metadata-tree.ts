import { findInstanceType } from '../catalogue/instance-types.ts'
import { zoneIdOf } from '../catalogue/regions.ts'
import type { Context } from '../engine/context.ts'
import { publicDnsName } from '../services/ec2/addresses/dns-names.ts'
import type { InstanceRecord } from '../services/ec2/instances/instance.ts'
import { networkInterfaces } from '../services/ec2/network-interfaces/network-interface.ts'
import { volumes } from '../services/ec2/volumes/volume.ts'
import { givesPublicDnsNames } from '../services/ec2/vpcs/vpc.ts'
import { connectKeyText } from './connect-key-text.ts'
import { identityDocument, signDocument, wrapDocument } from './identity-document.ts'
import { groupNames, interfaceTree, publicAddressOf } from './metadata-network.ts'
import { isoSeconds, json } from './metadata-text.ts'
import { makeInstanceCredentials, makeRoleCredentials, roleOfInstance } from './role-credentials.ts'
import { findSigningIdentity } from './signing-identity.ts'

/** A value, or a folder of them; values are made only when asked for. */
export type Tree = { readonly [name: string]: Tree | (() => string | undefined) }

/**
 * Categories of instance metadata; those of services that an instance does not use are not there, as on AWS.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html
 */
export function metadataTree(ctx: Context, instance: InstanceRecord): Tree {
  const { db, region } = ctx
  const enis = db
    .by(networkInterfaces, 'instance', instance.id)
    .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
  const primary = enis[0]
  const publicIp = primary && publicAddressOf(primary)
  const { placement } = instance
  return {
    'ami-id': () => instance.imageId,
    'ami-launch-index': () => String(instance.launchIndex),
    'ami-manifest-path': () => '(unknown)',
    'block-device-mapping': deviceTree(ctx, instance),
    events: {
      maintenance: { history: () => '[]', scheduled: () => '[]' },
      ...rebalanceTree(ctx, instance),
    },
    hostname: () => instance.privateDnsName,
    ...profileTree(ctx, instance),
    'identity-credentials': {
      ec2: {
        info: () =>
          json({
            Code: 'Success',
            LastUpdated: isoSeconds(instance.launchTime),
            AccountId: ctx.account,
          }),
        'security-credentials': {
          'ec2-instance': () => json(makeInstanceCredentials(ctx, instance)),
        },
      },
    },
    'instance-action': () => 'none',
    'instance-id': () => instance.id,
    'instance-life-cycle': () => instance.lifecycle ?? 'on-demand',
    'instance-type': () => instance.instanceType,
    ...(primary?.ipv6Addresses[0] !== undefined && { ipv6: () => primary.ipv6Addresses[0] }),
    'local-hostname': () => instance.privateDnsName,
    ...(primary?.privateIpAddress !== undefined && {
      'local-ipv4': () => primary.privateIpAddress,
    }),
    mac: () => primary?.macAddress,
    'managed-ssh-keys': connectTree(ctx, instance),
    metrics: { vhostmd: () => '<?xml version="1.0" encoding="UTF-8"?>' },
    network: {
      interfaces: {
        macs: Object.fromEntries(enis.map((eni) => [eni.macAddress, interfaceTree(ctx, eni)])),
      },
    },
    placement: {
      'availability-zone': () => instance.availabilityZone,
      'availability-zone-id': () => zoneIdOf(instance.availabilityZone),
      ...(placement.groupName !== undefined && { 'group-name': () => placement.groupName }),
      ...(placement.hostId !== undefined && { 'host-id': () => placement.hostId }),
      ...(placement.partitionNumber !== undefined && {
        'partition-number': () => String(placement.partitionNumber),
      }),
      region: () => region,
    },
    ...(instance.productCodes.length > 0 && {
      'product-codes': () => instance.productCodes.map(({ id }) => id).join('\n'),
    }),
    profile: () => 'default-hvm',
    ...(publicIp && { 'public-ipv4': () => publicIp }),
    ...(publicIp &&
      givesPublicDnsNames(ctx.db, instance.vpcId) && {
        'public-hostname': () => publicDnsName(publicIp, region),
      }),
    ...(instance.publicKey && {
      'public-keys': {
        [`0=${instance.keyName ?? ''}`]: {},
        '0': { 'openssh-key': () => instance.publicKey },
      },
    }),
    'reservation-id': () => instance.reservationId,
    'security-groups': () => primary && groupNames(ctx, primary),
    ...spotTree(ctx, instance),
    services: { domain: () => 'amazonaws.com', partition: () => 'aws' },
    // Bare metal has no hypervisor of its own: it is a Nitro system all the same.
    system: () => findInstanceType(instance.instanceType)?.Hypervisor ?? 'nitro',
    ...(instance.metadataOptions.instanceMetadataTags === 'enabled' && {
      tags: {
        instance: Object.fromEntries(instance.tags.map(({ Key, Value }) => [Key, () => Value])),
      },
    }),
  }
}

/** What changes while an instance runs, and what is signed. */
export function dynamicTree(ctx: Context, instance: InstanceRecord): Tree {
  const identity = findSigningIdentity(ctx)
  const document = () => identityDocument(ctx, instance)
  const envelope = () => identity && wrapDocument(document(), identity, ctx.now)
  return {
    fws: {
      'instance-monitoring': () =>
        instance.monitoring === 'enabled' ? instance.monitoring : 'disabled',
    },
    'instance-identity': {
      document,
      pkcs7: envelope,
      rsa2048: envelope,
      signature: () => identity && signDocument(document(), identity),
    },
  }
}

/** That the instance is at an elevated risk of interruption, once it is. */
function rebalanceTree({ now }: Context, { interruption }: InstanceRecord): Tree {
  if (!interruption || interruption.rebalanceAt > now) return {}
  const noticeTime = isoSeconds(interruption.rebalanceAt)
  return { recommendations: { rebalance: () => JSON.stringify({ noticeTime }) } }
}

/** The notice of a Spot Instance that is about to be taken back. */
function spotTree({ now }: Context, { interruption }: InstanceRecord): Tree {
  if (!interruption || interruption.noticeAt > now) return {}
  const { action } = interruption
  const time = isoSeconds(interruption.time)
  return {
    spot: {
      'instance-action': () => JSON.stringify({ action, time }),
      ...(action === 'terminate' && { 'termination-time': () => time }),
    },
  }
}

function profileTree(ctx: Context, instance: InstanceRecord): Tree {
  const { iamInstanceProfile: profile } = instance
  if (!profile) return {}
  const role = roleOfInstance(ctx, instance)
  const info = () =>
    json({
      Code: 'Success',
      LastUpdated: isoSeconds(profile.since),
      InstanceProfileArn: profile.arn,
      InstanceProfileId: profile.id,
    })
  const credentials = role && {
    [role.name]: () => json(makeRoleCredentials(ctx, instance, role)),
  }
  return { iam: { info, 'security-credentials': { ...credentials } } }
}

function connectTree(ctx: Context, instance: InstanceRecord): Tree {
  const { account, region, host } = ctx
  const target = { account, region, instanceId: instance.id }
  const identity = findSigningIdentity(ctx)
  const keysOf = (user: string) => () =>
    identity && connectKeyText(instance.id, host.connectKeys.active(target, user), identity)
  return {
    'active-keys': Object.fromEntries(
      host.connectKeys.users(target).map((user) => [user, keysOf(user)]),
    ),
    'signer-cert': () => identity?.certificate,
  }
}

function deviceTree(ctx: Context, instance: InstanceRecord): Tree {
  const tree: Record<string, () => string> = {
    ami: () => instance.rootDeviceName,
    root: () => instance.rootDeviceName,
  }
  let number = 1
  for (const volume of ctx.db.by(volumes, 'instance', instance.id)) {
    const device = volume.attachments.find((each) => each.instanceId === instance.id)?.device
    if (device && device !== instance.rootDeviceName) {
      tree[`ebs${number++}`] = () => device.replace('/dev/', '')
    }
  }
  for (const { virtualName, deviceName } of instance.ephemeralDevices ?? []) {
    tree[virtualName] = () => deviceName.replace('/dev/', '')
  }
  return tree
}
