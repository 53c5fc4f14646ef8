export const keys = {
  'keys.title': 'Key pairs',
} as const
