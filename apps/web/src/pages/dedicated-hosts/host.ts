import type { FeedItem } from '@brume/console-api'

export type Host = FeedItem<'hosts'>

export const idOf = (host: Host): string => host.HostId ?? ''

export function takesText({ HostProperties: { InstanceType, InstanceFamily } = {} }: Host): string {
  return InstanceType ?? `${InstanceFamily ?? ''}.*`
}
