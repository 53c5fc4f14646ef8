import { suggestDeviceName } from '@brume/ec2-model'
import type { ImageChoice, ImageVolume, LaunchForm, VolumeRow } from './form.ts'

/** A free row id: one past the highest number in use, so that rows keep their identity while others come and go. */
export function nextRowId(rows: readonly { readonly id: string }[], prefix: string): string {
  const numbers = rows.map((row) => Number(row.id.slice(row.id.lastIndexOf('-') + 1)) || 0)
  return `${prefix}-${Math.max(0, ...numbers) + 1}`
}

/** Chooses an image: its disks replace those of the former image, added disks stay, and its demands on metadata apply. */
export function withImage(form: LaunchForm, image: ImageChoice): LaunchForm {
  const brought = image.volumes.map((volume, index) => toVolumeRow(volume, image, index))
  const taken = new Set(brought.map((row) => row.deviceName))
  const added = form.volumes.filter((row) => row.origin === 'added' && !taken.has(row.deviceName))
  const storeRoot = image.rootDeviceType === 'instance-store'
  return {
    ...form,
    image,
    volumes: [...brought, ...added],
    network: withAdminRule(form, image.platform),
    advanced: {
      ...form.advanced,
      metadataTokens: image.metadataTokens,
      metadataHopLimit: image.metadataTokens === 'required' ? '2' : form.advanced.metadataHopLimit,
      hibernation: storeRoot ? false : form.advanced.hibernation,
      stopProtection: storeRoot ? false : form.advanced.stopProtection,
    },
  }
}

/** Windows is reached by RDP, all else by SSH: the untouched first rule of a new group follows the image. */
function withAdminRule(form: LaunchForm, platform: ImageChoice['platform']) {
  const { newGroup } = form.network
  const wanted =
    platform === 'windows' ? { preset: 'rdp', ports: '3389' } : { preset: 'ssh', ports: '22' }
  const other = platform === 'windows' ? 'ssh' : 'rdp'
  const rules = newGroup.rules.map((rule, index) =>
    index === 0 && rule.preset === other ? { ...rule, ...wanted } : rule,
  )
  return { ...form.network, newGroup: { ...newGroup, rules } }
}

function toVolumeRow(volume: ImageVolume, image: ImageChoice, index: number): VolumeRow {
  return {
    id: `image-${index + 1}`,
    origin: 'image',
    root: volume.deviceName === image.rootDeviceName,
    deviceName: volume.deviceName,
    snapshotId: volume.snapshotId,
    sizeGiB: String(volume.sizeGiB),
    type: volume.type,
    iops: volume.iops === undefined ? '' : String(volume.iops),
    throughput: volume.throughput === undefined ? '' : String(volume.throughput),
    deleteOnTermination: volume.deleteOnTermination,
    encrypted: volume.encrypted,
    kmsKeyId: '',
  }
}

/** Adds an empty gp3 disk on the next free device name. */
export function withAddedVolume(form: LaunchForm): LaunchForm {
  const row: VolumeRow = {
    id: nextRowId(form.volumes, 'added'),
    origin: 'added',
    root: false,
    deviceName: nextDeviceName(form),
    snapshotId: '',
    sizeGiB: '8',
    type: 'gp3',
    iops: '3000',
    throughput: '125',
    deleteOnTermination: false,
    encrypted: false,
    kmsKeyId: '',
  }
  return { ...form, volumes: [...form.volumes, row] }
}

/** The next name that AWS recommends for a data volume and that nothing holds. */
function nextDeviceName(form: LaunchForm): string {
  const taken = form.volumes.map((row) => row.deviceName)
  return suggestDeviceName(taken, form.image?.platform) ?? ''
}

/** `launch-wizard-N` with the lowest N above all that exist, as AWS counts. */
export function freeGroupName(existing: readonly string[]): string {
  const numbers = existing.map((name) => Number(/^launch-wizard-(\d+)$/.exec(name)?.[1] ?? 0))
  return `launch-wizard-${Math.max(0, ...numbers) + 1}`
}

/** The type that a new form proposes: free where possible, of the image's architecture, and offered in every zone before others. */
export function defaultInstanceType(
  architecture: string,
  types: readonly { readonly name: string; readonly freeTier: boolean }[],
): string {
  const preferred =
    architecture === 'arm64'
      ? ['t4g.micro', 't4g.small', 't4g.nano', 'c6g.medium']
      : ['t3.micro', 't2.micro', 't3.small', 't3.nano', 'm5.large']
  const known = new Map(types.map((type) => [type.name, type]))
  const free = preferred.find((name) => known.get(name)?.freeTier)
  return free ?? preferred.find((name) => known.has(name)) ?? preferred[0] ?? ''
}
