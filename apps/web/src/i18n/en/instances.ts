export const instances = {
  'instances.one': 'Instance',
  'instances.title': 'Instances',
} as const
