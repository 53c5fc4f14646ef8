export const connect = {
  'connect.title': 'Connect to instance',
} as const
