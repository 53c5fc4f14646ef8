import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

export type Volume = FeedItem<'volumes'>

export const idOf = (volume: Volume) => volume.VolumeId ?? ''

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'info',
  'in-use': 'success',
  creating: 'in-progress',
  deleting: 'in-progress',
  error: 'error',
}

export function stateTypeOf(volume: Volume): StatusIndicatorProps.Type {
  return types[volume.State ?? ''] ?? 'pending'
}

/** `i-0abc… (attached) /dev/xvda`, one for each attachment. */
export function attachmentsOf(volume: Volume): readonly string[] {
  return (volume.Attachments ?? []).map(
    ({ InstanceId, Device, State }) => `${InstanceId ?? ''}: ${Device ?? ''} (${State ?? ''})`,
  )
}

export function instanceIdOf(volume: Volume): string | undefined {
  return volume.Attachments?.[0]?.InstanceId
}
