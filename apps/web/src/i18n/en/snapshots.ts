export const snapshots = {
  'snapshots.title': 'Snapshots',
} as const
