import type { ReplaceRootVolumeTask } from '@aws-sdk/client-ec2'
import type { ReplaceRootTaskRecord } from './task.ts'

export function toTask(task: ReplaceRootTaskRecord): ReplaceRootVolumeTask {
  const { completeTime } = task
  return {
    ReplaceRootVolumeTaskId: task.id,
    InstanceId: task.instanceId,
    TaskState: task.state,
    StartTime: new Date(task.startTime).toISOString(),
    CompleteTime: completeTime === undefined ? undefined : new Date(completeTime).toISOString(),
    Tags: [...task.tags],
    ImageId: task.imageId,
    SnapshotId: task.snapshotId,
    DeleteReplacedRootVolume: task.deleteReplaced,
  }
}
