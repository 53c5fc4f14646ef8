export const volumes = {
  'volumes.title': 'Volumes',
} as const
