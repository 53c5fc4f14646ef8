export const launch = {
  'launch.title': 'Launch instances',
} as const
