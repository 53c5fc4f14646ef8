import type { LaunchForm } from './form.ts'
import type { HclBlock } from '../../../lib/hcl.ts'
import type { BlockDeviceMapping, RunInstancesInput } from './run-instances.ts'

/** Disks as `aws_instance` takes them: the root, further EBS disks, and those of the image that are left out. */
export function toDiskBlocks(form: LaunchForm, input: RunInstancesInput): HclBlock[] {
  return (input.BlockDeviceMappings ?? []).map((mapping) => {
    if (mapping.NoDevice !== undefined)
      return {
        type: 'ephemeral_block_device',
        attributes: { device_name: mapping.DeviceName, no_device: true },
      }
    const root = mapping.DeviceName === form.image?.rootDeviceName
    return {
      type: root ? 'root_block_device' : 'ebs_block_device',
      attributes: { device_name: root ? undefined : mapping.DeviceName, ...ebsAttributes(mapping) },
    }
  })
}

function ebsAttributes({ Ebs }: BlockDeviceMapping) {
  return {
    snapshot_id: Ebs?.SnapshotId,
    volume_size: Ebs?.VolumeSize,
    volume_type: Ebs?.VolumeType,
    iops: Ebs?.Iops,
    throughput: Ebs?.Throughput,
    delete_on_termination: Ebs?.DeleteOnTermination,
    encrypted: Ebs?.Encrypted,
    kms_key_id: Ebs?.KmsKeyId,
  }
}
