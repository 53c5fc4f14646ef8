export const groups = {
  'groups.title': 'Security groups',
} as const
