import type { GuestSpec } from '@brume/guests'
import { findInstanceType } from '../catalogue/instance-types.ts'
import type { ReadRecords } from '../engine/collection.ts'
import { dhcpSettingsOf } from '../services/ec2/dhcp-options/dhcp-settings.ts'
import { diskKey, instanceStoreKey } from '../services/ec2/disk-keys.ts'
import { instanceStoreDisks } from '../services/ec2/instances/instance-store.ts'
import type { InstanceRecord } from '../services/ec2/instances/instance.ts'
import { instanceStoreGiB } from '../services/ec2/instances/launch/create-instance.ts'
import { networkInterfaces } from '../services/ec2/network-interfaces/network-interface.ts'
import { subnets } from '../services/ec2/subnets/subnet.ts'
import { vpcs } from '../services/ec2/vpcs/vpc.ts'
import { volumes } from '../services/ec2/volumes/volume.ts'

/** The machine that an instance's records describe. */
export function makeGuestSpec(
  db: ReadRecords,
  place: { readonly account: string; readonly region: string },
  instance: InstanceRecord,
  mode: GuestSpec['mode'],
): GuestSpec {
  const { account, region } = place
  const interfaces = interfacesOf(db, instance.id)
  const info = findInstanceType(instance.instanceType)
  const attached = db.by(volumes, 'instance', instance.id).map((volume) => {
    const attachment = volume.attachments.find((each) => each.instanceId === instance.id)
    const deviceName = attachment?.device ?? ''
    return {
      volumeId: diskKey(place, volume.id),
      deviceName,
      root: deviceName === instance.rootDeviceName,
      sizeGiB: volume.sizeGiB,
    }
  })
  const store = {
    volumeId: instanceStoreKey(place, instance.id),
    deviceName: instance.rootDeviceName,
    root: true,
    sizeGiB: instanceStoreGiB,
  }
  return {
    account,
    region,
    instanceId: instance.id,
    distribution: instance.distribution,
    architecture: instance.architecture,
    instanceType: instance.instanceType,
    vcpus: instance.cpuOptions.coreCount * instance.cpuOptions.threadsPerCore,
    memoryMiB: info?.MemoryInfo?.SizeInMiB ?? 1024,
    cpuCredits: instance.cpuCredits,
    hostname: instance.privateDnsName,
    interfaces,
    ...dhcpOf(db, instance.vpcId, interfaces[0]),
    disks: [
      ...(instance.rootDeviceType === 'instance-store' ? [store] : []),
      ...instanceStoreDisks(place, instance).map(({ key, deviceName, sizeGiB }) => ({
        volumeId: key,
        deviceName,
        root: false,
        sizeGiB,
        local: true,
      })),
      ...attached,
    ],
    userData: instance.userData
      ? new Uint8Array(Buffer.from(instance.userData, 'base64'))
      : undefined,
    firstBoot: !instance.everRan || instance.checksPassedAt === undefined,
    mode,
    bootedAt:
      (mode === 'resume' ? instance.bootTime : undefined) ??
      Math.max(instance.launchTime, instance.rootReplacedAt ?? 0),
    sshKeys: instance.publicKey ? [instance.publicKey] : [],
  }
}

export function dhcpOf(
  db: ReadRecords,
  vpcId: string,
  primary: GuestSpec['interfaces'][number] | undefined,
): Pick<GuestSpec, 'dhcp'> {
  const vpc = db.get(vpcs, vpcId)
  const family = primary?.privateIp === undefined && primary?.ipv6Addresses ? 'ipv6' : 'ipv4'
  return vpc ? { dhcp: dhcpSettingsOf(db, vpc, family) } : {}
}

/** The network interfaces of an instance, the primary one first. */
export function interfacesOf(db: ReadRecords, instanceId: string): GuestSpec['interfaces'] {
  return db
    .by(networkInterfaces, 'instance', instanceId)
    .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
    .map(({ macAddress, privateIpAddress, privateIpAddresses, ipv6Addresses, subnetId }) => ({
      macAddress,
      ...(privateIpAddress !== undefined && { privateIp: privateIpAddress }),
      ...(privateIpAddresses.length > 1 && {
        secondaryIps: privateIpAddresses.flatMap(({ address, primary }) =>
          primary ? [] : address,
        ),
      }),
      ...(privateIpAddress !== undefined && {
        subnetCidr: db.get(subnets, subnetId)?.cidrBlock ?? `${privateIpAddress}/32`,
      }),
      ...(ipv6Addresses.length > 0 && { ipv6Addresses }),
    }))
}
